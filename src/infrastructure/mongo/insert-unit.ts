import type { ClientSession, Connection, mongo } from 'mongoose';
import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import type { KlantcontactUnit } from '#domain/klantcontact/klantcontact-unit.ts';
import { findInzage } from './inzage/find-inzage.ts';
import { inzageOf, withInzage, withInzageDaar } from './inzage/with-inzage.ts';
import { insertAsCommand } from './insert-as-command.ts';
import { insertAudit } from './insert-audit.ts';
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
