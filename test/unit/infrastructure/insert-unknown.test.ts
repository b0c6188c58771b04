import { mongo } from 'mongoose';
import { expect, it } from 'vitest';
import { insertUnknown } from '#infrastructure/mongo/insert-unknown.ts';

const KNOWN = { index: 1, code: 11000 };
const STEPPED_DOWN = { code: 189, errmsg: 'Primary stepped down while waiting for replication' };

/** A collection of a replica set whose primary answers like this: the embedded server has no second member to lose. */
function answering(writeErrors: object[], writeConcernErrors: object[]) {
  const result = { getWriteConcernError: () => writeConcernErrors[0] };
  const thrown = new mongo.MongoBulkWriteError(
    { message: 'E11000', code: 11000, writeErrors } as never,
    result as never,
  );
  return { insertMany: () => Promise.reject(thrown) } as unknown as mongo.Collection<{ _id: string }>;
}

it('what was known is told from what is new', async () => {
  expect(await insertUnknown(answering([KNOWN], []), [{ _id: 'a' }, { _id: 'b' }])).toEqual(new Set([1]));
});

it('an answer that says known, but not that it is durable, is no promise', async () => {
  const insert = insertUnknown(answering([KNOWN], [STEPPED_DOWN]), [{ _id: 'a' }, { _id: 'b' }]);
  await expect(insert).rejects.toMatchObject({ kind: 'transient', code: 'mongodb-not-durable' });
});
