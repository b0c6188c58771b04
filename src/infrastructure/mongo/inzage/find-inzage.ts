import type { Connection } from 'mongoose';
import type { Inzage } from '#domain/inzage/inzage.ts';
import { collectionOf } from '../records/collections.ts';
import { options, type Session } from '../session.ts';
import { INZAGE } from './readable-by.ts';

/** What is kept beside these klantcontacten, for the ones that stand in the register. */
export async function findInzage(
  connection: Connection,
  klantcontacten: readonly string[],
  session: Session,
): Promise<ReadonlyMap<string, Inzage>> {
  if (klantcontacten.length === 0) return new Map();
  const found = await collectionOf(connection, 'klantcontacten')
    .find({ _id: { $in: [...klantcontacten] } }, { projection: { [INZAGE]: 1 }, ...options(session) })
    .toArray();
  return new Map(found.flatMap(({ _id, [INZAGE]: inzage }) => (inzage === undefined ? [] : [[_id, inzage as Inzage]])));
}
