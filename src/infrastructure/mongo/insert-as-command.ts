import { mongo, type ClientSession, type Connection } from 'mongoose';
import type { CollectionName } from './models.ts';

/**
 * The insert command itself (MongoDB manual, "insert"). The driver's insertMany first serialises every document to learn
 * its size, which costs as much as sending it; a chunk of units stays far below a wire message's 48 MB.
 */
export async function insertAsCommand(
  connection: Connection,
  name: CollectionName,
  documents: readonly object[],
  session: ClientSession,
): Promise<void> {
  const answer = await connection.db?.command({ insert: name, documents, ordered: true }, { session });
  const [error] = (answer?.['writeErrors'] ?? []) as { code: number; errmsg: string }[];
  if (error !== undefined)
    throw new mongo.MongoServerError({ message: 'insert refused', code: error.code, errmsg: error.errmsg });
}
