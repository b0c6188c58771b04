import { randomUUID } from 'node:crypto';
import type { Spelregels } from '#domain/regels/spelregels.ts';
import type { AuditLog } from '#application/ports/audit-log.ts';
import { createLocalAccounts } from '#infrastructure/accounts/local-accounts.ts';
import { loadConfig } from '../../config/load-config.ts';
import type { CliContext } from '../context.ts';
import { DeniedError } from '../exit-code.ts';
import { readPassword } from './read-password.ts';
import { machineDoor } from './who.ts';

interface ProofStores {
  /** Absent while no program has started on this database. */
  readonly rules: Spelregels | undefined;
  readonly audit: Pick<AuditLog, 'add'>;
}

export interface Proof {
  readonly gebruikersnaam: string;
  readonly isBeheerder: boolean;
}

/**
 * The configuration proves a password, the rules in the database say whether the account is the program's: a configuration
 * of one's own makes no account and no operator. What is refused gets its line. Throws DeniedError and ConfigProblems.
 */
export async function proveAccount(
  { variables, clock }: CliContext,
  { rules, audit }: ProofStores,
  gebruikersnaam: string,
): Promise<Proof> {
  if ((variables['INTAKE_CONFIG'] ?? '') === '')
    throw new DeniedError('Zonder configuratie (INTAKE_CONFIG) is niet na te gaan of dit wachtwoord klopt.');
  const accounts = createLocalAccounts(loadConfig(variables).config.toegang.accounts);
  const medewerker = await accounts.authenticate(gebruikersnaam, await readPassword(variables, gebruikersnaam));
  const governed = rules?.accounts.find((one) => one.gebruikersnaam === gebruikersnaam);
  const isKnown = rules === undefined || governed?.kenmerk === accounts.kenmerk(gebruikersnaam);
  if (medewerker !== undefined && isKnown) {
    const { rollen } = medewerker;
    const isBeheerder = rollen.includes('beheerder') && (governed ?? medewerker).rollen.includes('beheerder');
    return { gebruikersnaam, isBeheerder };
  }
  const door = accounts.find(gebruikersnaam)?.gebruikersnaam ?? 'onbekend';
  const entry = { uuid: randomUUID(), op: clock.now(), door, handeling: 'inloggen-geweigerd', via: machineDoor() };
  await audit.add([{ ...entry, objecten: [] }]);
  throw new DeniedError(
    medewerker === undefined
      ? 'Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar.'
      : 'Het programma kent dit account niet, of met een ander wachtwoord. Gebruik zijn configuratie, of start het opnieuw met deze.',
  );
}
