import type { Connection } from 'mongoose';
import { rejected } from '#domain/failure/failure.ts';
import { guarded } from '../connection.ts';
import { isDuplicateKey } from '../mongo-failure.ts';
import { collectionOf } from '../records/collections.ts';

/** Stands in the database as long as a restore is under way, and after one that was broken off. */
export const RESTORE_MARK = 'terugzetten';
const MARK = 'bezig';

/** Throws `restore-unfinished` (rejected) when another one began here: of two at once one goes on. */
export async function beginRestore(connection: Connection, now: Date): Promise<void> {
  await guarded(async () => {
    try {
      await collectionOf(connection, RESTORE_MARK).insertOne({ _id: MARK, begonnenOp: now });
    } catch (thrown) {
      throw isDuplicateKey(thrown) ? unfinished(connection) : thrown;
    }
  });
}

export const endRestore = (connection: Connection): Promise<void> =>
  guarded(async () => void (await collectionOf(connection, RESTORE_MARK).deleteOne({ _id: MARK })));

/**
 * Throws `restore-unfinished` (rejected) when what stands here is half a backup: without its indexes and its counters,
 * what came in now would be registered twice, under numbers that are in use.
 */
export async function refuseHalfRestored(connection: Connection): Promise<void> {
  if ((await guarded(() => collectionOf(connection, RESTORE_MARK).findOne({ _id: MARK }))) !== null)
    throw unfinished(connection);
}

const unfinished = ({ name }: Connection) =>
  rejected(
    'restore-unfinished',
    `In de database ${name} wordt een backup teruggezet, of dat is afgebroken: wat er staat is niet heel. Is het afgebroken, gooi deze database dan weg (of neem een andere: MONGODB_URI, DATA_DIR) en voer restore opnieuw uit.`,
  );
