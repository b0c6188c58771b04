import type { ClientSession, Connection, mongo } from 'mongoose';
import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import type { Inzage } from '#domain/inzage/inzage.ts';
import type { KlantcontactUnit } from '#domain/klantcontact/klantcontact-unit.ts';
import { findInzage } from './inzage/find-inzage.ts';
import { inzageOf, withInzage, withInzageDaar } from './inzage/with-inzage.ts';
import { insertAsCommand } from './insert-as-command.ts';
import { insertAudit } from './insert-audit.ts';
import { modelOf, toStored, type CollectionName } from './models.ts';
import { placeInOrder } from './place-in-order.ts';

type AnyDocument = { _id: string } & Record<string, unknown>;

/** Every document of these units, with who may read it. What a reader could follow to nothing goes last. */
export async function insertUnits(
  connection: Connection,
  units: readonly KlantcontactUnit[],
  session: ClientSession | undefined,
  readersOf: (unit: KlantcontactUnit) => Inzage = inzageOf,
): Promise<void> {
  const read = units.map((unit) => ({ unit, inzage: readersOf(unit) }));
  const there = units.flatMap((unit) => unit.onderwerpobjecten.flatMap(({ wasKlantcontact }) => wasKlantcontact ?? []));
  // A question and its reply may come in one chunk.
  const known = new Map([
    ...(await findInzage(connection, there, session)),
    ...read.map(({ unit, inzage }) => [unit.klantcontact.uuid, inzage] as const),
  ]);
  const beside = <T extends { uuid: string }>(part: (unit: KlantcontactUnit) => readonly T[]) =>
    read.flatMap(({ unit, inzage }) => withInzage(inzage, part(unit)));
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

/** New documents; in a transaction a known id is an error, without one the document that stands is left as it is. */
export async function insertDocuments(
  connection: Connection,
  name: CollectionName,
  documents: readonly { uuid: string }[],
  session: ClientSession | undefined,
): Promise<void> {
  if (documents.length === 0) return;
  if (name === 'audit') return insertAudit(connection, documents as readonly AuditEntry[], session);
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
