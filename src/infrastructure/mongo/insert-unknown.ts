import type { mongo } from 'mongoose';

const DUPLICATE_KEY = 11000;
interface WriteError {
  readonly index: number;
  readonly code: number;
}

/** Inserts what is new in one round trip; answers the places in the list that a unique index knew already. */
export async function insertUnknown<T extends { _id: string }>(
  collection: mongo.Collection<T>,
  documents: readonly T[],
): Promise<Set<number>> {
  if (documents.length === 0) return new Set();
  try {
    await collection.insertMany(documents as never, { ordered: false });
    return new Set();
  } catch (thrown) {
    const { writeErrors } = thrown as { writeErrors?: readonly WriteError[] | WriteError };
    const errors = writeErrors === undefined ? [] : [writeErrors].flat();
    if (errors.length === 0 || errors.some(({ code }) => code !== DUPLICATE_KEY)) throw thrown;
    return new Set(errors.map(({ index }) => index));
  }
}
