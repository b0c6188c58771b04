import { mongo, type ClientSession, type Connection } from 'mongoose';
import type { KlantcontactUnit } from '#domain/klantcontact/klantcontact-unit.ts';
import { findInzage } from './inzage/find-inzage.ts';
import { inzageOf, withInzage, withInzageDaar } from './inzage/with-inzage.ts';
import { modelOf, toStored, type CollectionName } from './models.ts';
import { placeInOrder } from './place-in-order.ts';

type AnyDocument = { _id: string } & Record<string, unknown>;

/** Every document of these units. What a reader could follow to nothing goes last. */
export async function insertUnits(
  connection: Connection,
  units: readonly KlantcontactUnit[],
  session: ClientSession | undefined,
): Promise<void> {
  const known = await readersOf(connection, units, session);
  const beside = <T extends { uuid: string }>(part: (unit: KlantcontactUnit) => readonly T[]) =>
    units.flatMap((unit) => withInzage(inzageOf(unit), part(unit)));
  const parts: [CollectionName, readonly { uuid: string }[]][] = [
    ['informatieobjecten', units.flatMap((unit) => unit.informatieobjecten)],
    ['klantcontacten', beside((unit) => [unit.klantcontact])],
    ['betrokkenen', beside((unit) => placeInOrder(unit, unit.betrokkenen))],
    ['digitaleadressen', beside((unit) => placeInOrder(unit, unit.digitaleAdressen))],
    ['actorklantcontacten', beside((unit) => placeInOrder(unit, unit.actorKlantcontacten))],
    ['bijlagen', beside((unit) => placeInOrder(unit, unit.bijlagen))],
    [
      'onderwerpobjecten',
      withInzageDaar(
        known,
        beside((unit) => placeInOrder(unit, unit.onderwerpobjecten)),
      ),
    ],
    ['internetaken', beside((unit) => unit.internetaken)],
    ['taakdossiers', units.flatMap((unit) => unit.dossiers)],
    ['audit', units.map((unit) => unit.audit)],
  ];
  for (const [name, documents] of parts) await insertDocuments(connection, name, documents, session);
}

/** Who may read what these units point at: in the register, or among themselves (a question and its reply at once). */
async function readersOf(
  connection: Connection,
  units: readonly KlantcontactUnit[],
  session: ClientSession | undefined,
) {
  const there = units.flatMap((unit) => unit.onderwerpobjecten.flatMap(({ wasKlantcontact }) => wasKlantcontact ?? []));
  const known = await findInzage(connection, there, session);
  return new Map([...known, ...units.map((unit) => [unit.klantcontact.uuid, inzageOf(unit)] as const)]);
}

/** New documents; in a transaction a known id is an error, without one the document that stands is left as it is. */
export async function insertDocuments(
  connection: Connection,
  name: CollectionName,
  documents: readonly { uuid: string }[],
  session: ClientSession | undefined,
): Promise<void> {
  if (documents.length === 0) return;
  const collection = modelOf<AnyDocument>(connection, name).collection as unknown as mongo.Collection<AnyDocument>;
  const stored = documents.map((document) => toStored(document) as AnyDocument);
  if (session !== undefined) {
    await insertAsCommand(connection, name, stored, session);
    return;
  }
  await collection.bulkWrite(
    stored.map(({ _id, ...fields }) => ({
      updateOne: { filter: { _id }, update: { $setOnInsert: fields }, upsert: true },
    })),
  );
}

/**
 * The insert command itself (MongoDB manual, "insert"). The driver's insertMany first serialises every document to learn
 * its size, which costs as much as sending it; a chunk of units stays far below a wire message's 48 MB.
 */
async function insertAsCommand(
  connection: Connection,
  name: CollectionName,
  documents: readonly AnyDocument[],
  session: ClientSession,
): Promise<void> {
  const answer = await connection.db?.command({ insert: name, documents, ordered: true }, { session });
  const [error] = (answer?.['writeErrors'] ?? []) as { code: number; errmsg: string }[];
  if (error !== undefined)
    throw new mongo.MongoServerError({ message: 'insert refused', code: error.code, errmsg: error.errmsg });
}
