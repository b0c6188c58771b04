import { eenheidUuid, medewerkerUuid } from '#domain/actor/actor-uuid.ts';
import { eenhedenVan } from '#domain/actor/medewerker.ts';
import type { TakenDeps } from './taken-deps.ts';

/** A unit by its code, a colleague by gebruikersnaam, or both; a colleague alone brings the unit along. */
export interface Bestemming {
  readonly eenheid?: string;
  readonly medewerker?: string;
}

export interface Destination {
  readonly kind: 'destination';
  readonly eenheid: string;
  readonly eenheidNaam: string;
  readonly medewerker?: string;
}

export type DestinationRefusal =
  | { readonly kind: 'unknown-actor' }
  /** Actors with `indicatieActief` false get no new tasks (acceptance statement 55). */
  | { readonly kind: 'inactive-actor' };

/** Who is meant, when the register knows them and they are active. */
export async function findDestination(
  { taken, findMedewerker }: Pick<TakenDeps, 'taken' | 'findMedewerker'>,
  { eenheid: chosen, medewerker }: Bestemming,
): Promise<Destination | DestinationRefusal> {
  const eenheid = chosen ?? (medewerker === undefined ? undefined : unitOf(medewerker, findMedewerker));
  if (eenheid === undefined) return { kind: 'unknown-actor' };
  const wanted = [eenheidUuid(eenheid), ...(medewerker === undefined ? [] : [medewerkerUuid(medewerker)])];
  const found = await taken.findActoren(wanted);
  if (found.length < wanted.length) return { kind: 'unknown-actor' };
  if (found.some(({ indicatieActief }) => !indicatieActief)) return { kind: 'inactive-actor' };
  const eenheidNaam = found.find(({ uuid }) => uuid === wanted[0])?.naam ?? eenheid;
  return { kind: 'destination', eenheid, eenheidNaam, ...(medewerker === undefined ? {} : { medewerker }) };
}

function unitOf(gebruikersnaam: string, findMedewerker: TakenDeps['findMedewerker']): string | undefined {
  const medewerker = findMedewerker(gebruikersnaam);
  if (medewerker === undefined) return undefined;
  return (eenhedenVan(medewerker) ?? medewerker.afdelingen)[0];
}
