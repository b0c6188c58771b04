import { createHash } from 'node:crypto';
import type { Medewerker } from '#domain/actor/medewerker.ts';
import type { Accounts } from '#application/ports/accounts.ts';
import { hashPassword, verifyPassword } from './password.ts';

export interface LocalAccount extends Medewerker {
  /** `scrypt$N$r$p$salt$hash` */
  readonly wachtwoord: string;
}

/** The accounts of the configuration. */
export function createLocalAccounts(configured: readonly LocalAccount[]): Accounts {
  const accounts = new Map(configured.map((account) => [account.gebruikersnaam, account]));
  // Whoever does not exist is checked against a password that nobody has, at the price that the others have.
  const nobody = hashPassword(crypto.randomUUID(), costOf(configured[0]?.wachtwoord));

  return {
    async authenticate(gebruikersnaam, wachtwoord) {
      const account = accounts.get(gebruikersnaam);
      const stored = account?.wachtwoord ?? (await nobody);
      const isRight = await verifyPassword(wachtwoord, stored);
      return isRight && account !== undefined ? toMedewerker(account) : undefined;
    },
    find(gebruikersnaam) {
      const account = accounts.get(gebruikersnaam);
      return account === undefined ? undefined : toMedewerker(account);
    },
    kenmerk(gebruikersnaam) {
      const account = accounts.get(gebruikersnaam);
      return account === undefined ? undefined : kenmerkOf(account);
    },
    list: () => [...accounts.values()].map(toMedewerker).sort((a, b) => a.naam.localeCompare(b.naam, 'nl')),
  };
}

/** The salted hash, hashed once more: it may stand in the database, where nobody can try passwords on it. */
export const kenmerkOf = ({ gebruikersnaam, wachtwoord }: Pick<LocalAccount, 'gebruikersnaam' | 'wachtwoord'>) =>
  createHash('sha256').update(`${gebruikersnaam}\n${wachtwoord}`).digest('hex').slice(0, 32);

const toMedewerker = ({ gebruikersnaam, naam, rollen, afdelingen }: LocalAccount): Medewerker => ({
  gebruikersnaam,
  naam,
  rollen,
  afdelingen,
});

function costOf(stored: string | undefined) {
  const [, N, r, p] = (stored ?? '').split('$').map(Number);
  return N !== undefined && r !== undefined && p !== undefined ? { N, r, p } : undefined;
}
