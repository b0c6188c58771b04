import { toMongoFailure } from './mongo-failure.ts';

/** One pass over what a cursor finds, a few at a time; what the driver throws becomes one of our failures. */
export async function* inBatches<T>(found: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  try {
    for await (const one of found) {
      batch.push(one);
      if (batch.length < size) continue;
      yield batch;
      batch = [];
    }
  } catch (thrown) {
    throw toMongoFailure(thrown);
  }
  if (batch.length > 0) yield batch;
}
