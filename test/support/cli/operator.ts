import { hashPassword } from '#infrastructure/accounts/password.ts';
import { medewerkers } from '../taken/medewerkers.ts';

export const OPERATOR_PASSWORD = 'Welkom-op-de-opdrachtregel';

/** A configuration with the accounts anna, bram, carla and dirk (a beheerder), all with this password. */
export async function withAccounts(config: object = {}, password = OPERATOR_PASSWORD) {
  const wachtwoord = await hashPassword(password, { N: 1024, r: 8, p: 1 });
  const afdelingen = [
    { code: 'KCC', naam: 'Klantcontactcentrum' },
    { code: 'BURG', naam: 'Burgerzaken' },
  ];
  return {
    kanalen: {},
    afdelingen,
    toegang: { accounts: medewerkers.map((one) => ({ ...one, wachtwoord })) },
    ...config,
  };
}

/** The environment of a script that types its commands as this account. */
export const asOperator = (gebruikersnaam = 'dirk', wachtwoord = OPERATOR_PASSWORD) => ({
  INTAKE_GEBRUIKER: gebruikersnaam,
  INTAKE_WACHTWOORD: wachtwoord,
});
