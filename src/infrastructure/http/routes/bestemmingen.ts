import type { Medewerker } from '#domain/actor/medewerker.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { Bestemmingen } from '../pages/destination-field.ts';

/** Who can get a task: every unit, and every colleague who has one. Oneself is not a colleague. */
export function bestemmingenOf({ afdelingen, accounts }: Pick<HttpDeps, 'afdelingen' | 'accounts'>) {
  return ({ gebruikersnaam }: Medewerker): Bestemmingen => ({
    eenheden: afdelingen,
    medewerkers: accounts
      .list()
      .filter((one) => one.gebruikersnaam !== gebruikersnaam)
      .filter(({ rollen, afdelingen: codes }) => codes.length > 0 || rollen.includes('kcc')),
  });
}

/** Who did something, as people read it: a colleague by name, the program itself, or an account behind the command line. */
export function createNaamVan({ accounts }: Pick<HttpDeps, 'accounts'>) {
  return (gebruikersnaam: string) =>
    accounts.find(gebruikersnaam)?.naam ??
    (gebruikersnaam === 'intake'
      ? 'automatisch'
      : gebruikersnaam.replace(/^opdrachtregel:(.+)$/, 'opdrachtregel ($1)'));
}
