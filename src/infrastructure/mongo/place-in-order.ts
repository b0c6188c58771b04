import type { KlantcontactUnit } from '#domain/klantcontact/klantcontact-unit.ts';

/** Documents of one kind that one klantcontact can have before their places run into the next klantcontact's. */
const ROOM = 1_000;

/**
 * The documents with their private place in the order of registration. Open Klant lists newest first by its row
 * numbers; a betrokkene, bijlage and so on has no moment of its own here, and its uuid says nothing about age. The place
 * follows from the klantcontact's rising nummer and the place in the unit. It is never shown: fromStored leaves it out.
 */
export function placeInOrder<T extends { uuid: string }>(
  { klantcontact }: Pick<KlantcontactUnit, 'klantcontact'>,
  documents: readonly T[],
): (T & { _volgnummer: number })[] {
  const first = Number(klantcontact.nummer) * ROOM;
  return documents.map((document, index) => ({ ...document, _volgnummer: first + Math.min(index, ROOM - 1) }));
}
