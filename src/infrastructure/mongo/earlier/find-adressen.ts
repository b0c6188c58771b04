import type { Connection } from 'mongoose';
import type { Betrokkene } from '#domain/klantcontact/betrokkene.schema.ts';
import type { DigitaalAdres } from '#domain/klantcontact/digitaal-adres.schema.ts';
import type { Contactadres } from '#domain/klantcontact/same-adres.ts';
import { typedCollection } from './typed-collection.ts';

/** The addresses of all betrokkenen of these klantcontacten. */
export async function findAdressen(
  connection: Connection,
  klantcontacten: readonly string[],
): Promise<ReadonlyMap<string, readonly Contactadres[]>> {
  if (klantcontacten.length === 0) return new Map();
  const betrokkenen = await typedCollection<Betrokkene>(connection, 'betrokkenen')
    .find({ hadKlantcontact: { $in: [...new Set(klantcontacten)] } } as never, { projection: { hadKlantcontact: 1 } })
    .toArray();
  const contactOf = new Map(betrokkenen.map(({ _id, hadKlantcontact }) => [_id, hadKlantcontact]));
  const found = await typedCollection<DigitaalAdres>(connection, 'digitaleadressen')
    .find({ verstrektDoorBetrokkene: { $in: [...contactOf.keys()] } } as never)
    .toArray();
  const adressen = new Map<string, Contactadres[]>();
  for (const { verstrektDoorBetrokkene, adres, soortDigitaalAdres: soort } of found) {
    const klantcontact = contactOf.get(verstrektDoorBetrokkene) ?? '';
    adressen.set(klantcontact, [...(adressen.get(klantcontact) ?? []), { adres, soort }]);
  }
  return adressen;
}
