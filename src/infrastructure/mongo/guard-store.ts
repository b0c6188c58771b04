import { Readable } from 'node:stream';
import { guarded } from './connection.ts';
import { toMongoFailure } from './mongo-failure.ts';

/**
 * The same store, of which nothing of the driver's errors comes out: whatever a method answers (a value, a promise, rows
 * one by one, a stream of bytes), what it throws on the way is a Failure. A store that is wrapped whole cannot have a
 * method that somebody forgot.
 */
export function guardStore<T extends object>(store: T): T {
  const guardedEntries = Object.entries(store).map(([name, part]) => [
    name,
    typeof part === 'function' ? guardMethod(part as Method) : (part as unknown),
  ]);
  return Object.fromEntries(guardedEntries) as T;
}

type Method = (...args: unknown[]) => unknown;

function guardMethod(method: Method): Method {
  return (...args) => {
    try {
      return guardAnswer(method(...args));
    } catch (thrown) {
      throw toMongoFailure(thrown);
    }
  };
}

function guardAnswer(answer: unknown): unknown {
  if (answer instanceof Promise) return guarded(async () => guardAnswer(await answer));
  if (answer instanceof Readable) return Readable.from(guardRows(answer), { objectMode: answer.readableObjectMode });
  return isGenerator(answer) ? guardRows(answer) : answer;
}

const isGenerator = (answer: unknown): answer is AsyncGenerator =>
  typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer && 'next' in answer;

async function* guardRows(rows: AsyncIterable<unknown>): AsyncGenerator {
  try {
    for await (const row of rows) yield row;
  } catch (thrown) {
    throw toMongoFailure(thrown);
  }
}
