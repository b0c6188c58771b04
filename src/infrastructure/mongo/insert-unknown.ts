import type { mongo } from 'mongoose';
import { transient } from '#domain/failure/failure.ts';

const DUPLICATE_KEY = 11000;
interface WriteError {
  readonly index: number;
  readonly code: number;
}

/**
 * Inserts what is new in one round trip; answers the places in the list that a unique index knew already. Throws
 * `mongodb-not-durable` (transient) when the server could not promise that the rest stands, or what it knew.
 */
export async function insertUnknown<T extends { _id: string }>(
  collection: mongo.Collection<T>,
  documents: readonly T[],
): Promise<Set<number>> {
  if (documents.length === 0) return new Set();
  try {
    await collection.insertMany(documents as never, { ordered: false });
    return new Set();
  } catch (thrown) {
    const { writeErrors, result } = thrown as {
      writeErrors?: readonly WriteError[] | WriteError;
      result?: mongo.BulkWriteResult;
    };
    const errors = writeErrors === undefined ? [] : [writeErrors].flat();
    if (errors.length === 0 || errors.some(({ code }) => code !== DUPLICATE_KEY)) throw thrown;
    // The write errors go before that of the write concern, which the driver only keeps with the result.
    if (result?.getWriteConcernError() !== undefined) {
      throw transient('mongodb-not-durable', 'MongoDB could not confirm a write to the majority', { cause: thrown });
    }
    return new Set(errors.map(({ index }) => index));
  }
}
