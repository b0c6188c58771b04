import type { Connection, mongo } from 'mongoose';
import { guarded } from '../connection.ts';
import { options, type Session } from '../session.ts';

export type AnyDocument = { _id: string } & Record<string, unknown>;

/** Any collection, as plain documents: who destroys and exports records works on all of them alike. */
export const collectionOf = (connection: Connection, name: string) =>
  connection.collection(name) as unknown as mongo.Collection<AnyDocument>;

export async function idsOf(
  connection: Connection,
  name: string,
  filter: Record<string, unknown>,
  session?: Session,
): Promise<string[]> {
  const found = await collectionOf(connection, name)
    .find(filter as never, { projection: { _id: 1 }, ...options(session) })
    .toArray();
  return found.map(({ _id }) => _id);
}

/** Those that the filter finds, with these fields alone, or without them; throws as the database does. */
export const readAll = (
  connection: Connection,
  name: string,
  filter: object,
  projection: Readonly<Record<string, 0 | 1>>,
): Promise<AnyDocument[]> =>
  guarded(() =>
    collectionOf(connection, name)
      .find(filter as never, { projection })
      .toArray(),
  );
