import type { Connection } from 'mongoose';
import type { Informatieobject } from '#domain/informatieobject/informatieobject.schema.ts';
import type { Tellingen } from '#domain/records/verklaring.ts';
import { collectionOf } from './collections.ts';
import { options, type Session } from '../session.ts';

export interface Removed {
  readonly tellingen: Tellingen;
  readonly files: readonly string[];
}

/** Bijlagen of these klantcontacten with the documents behind them; the bytes are named, to be removed after the commit. */
export async function removeDocuments(
  connection: Connection,
  klantcontacten: readonly string[],
  session: Session,
): Promise<Removed> {
  const bijlagen = collectionOf(connection, 'bijlagen');
  const ours = { wasBijlageVanKlantcontact: { $in: [...klantcontacten] } };
  const found = await bijlagen.find(ours as never, options(session)).toArray();
  const ids = found.map(({ bijlageidentificator }) => (bijlageidentificator as { objectId: string }).objectId);
  const objects = collectionOf(connection, 'informatieobjecten');
  const documents = (await objects
    .find({ _id: { $in: ids } }, options(session))
    .toArray()) as unknown as Informatieobject[];
  await bijlagen.deleteMany(ours, options(session));
  await objects.deleteMany({ _id: { $in: ids } }, options(session));
  const files = documents.flatMap(({ plaats }) => (plaats.kind === 'gridfs' ? [plaats.id] : []));
  return { tellingen: { bijlagen: found.length, informatieobjecten: documents.length }, files };
}
