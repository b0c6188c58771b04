import { eenhedenVan, type Medewerker } from '#domain/actor/medewerker.ts';
import type { AccessToken } from './ports/accounts.ts';

/** Whether a program may act in the name of this colleague: as named, else whoever shares a unit, and never an operator. */
export function mayActFor({ namens, eenheden }: Pick<AccessToken, 'namens' | 'eenheden'>, medewerker: Medewerker) {
  if (namens !== undefined) return namens.includes(medewerker.gebruikersnaam);
  const own = eenhedenVan(medewerker);
  return own !== undefined && (eenheden === undefined || own.some((code) => eenheden.includes(code)));
}
