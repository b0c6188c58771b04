import type { ClientSession, Connection, mongo } from 'mongoose';

export type AnyDocument = { _id: string } & Record<string, unknown>;
export type Session = ClientSession | undefined;
export const options = (session: Session) => (session === undefined ? {} : { session });

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
