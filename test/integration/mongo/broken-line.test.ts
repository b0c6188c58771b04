import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Failure } from '#domain/failure/failure.ts';
import { connectMongo, guarded, type Mongo } from '#infrastructure/mongo/connection.ts';
import { isDuplicateKey } from '#infrastructure/mongo/mongo-failure.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createProxy, type Proxy } from '#test/crash/world/proxy.ts';

const stores = isolatedStores();
let line: Proxy;
let mongo: Mongo;
beforeAll(async () => {
  const address = new URL(stores.mongodbUri);
  line = await createProxy(Number(address.port));
  address.port = String(line.port);
  mongo = await connectMongo(address.href);
  for (const name of ['a', 'b']) await mongo.connection.createCollection(name);
});
afterAll(async () => {
  await mongo.close();
  await line.close();
});

/** What a registration does, in the driver's three ways: a command, a bulk write, a single write. */
async function work(id: string): Promise<void> {
  const { connection } = mongo;
  await mongo.transact(async (session) => {
    const options = session === undefined ? {} : { session };
    await connection.db?.command({ insert: 'a', documents: [{ _id: id }] }, options);
    const update = { updateOne: { filter: { _id: id as never }, update: { $set: { n: 1 } }, upsert: true } };
    await connection.collection('b').bulkWrite([update], options);
  });
  await guarded(() => connection.collection('b').insertOne({ id }));
}

it('a line that breaks in the middle of anything is never taken for a fault of the message', async () => {
  const failures: Failure[] = [];
  let count = 0;
  let breaking = true;
  const worker = async (name: string) => {
    while (breaking) await work(`${name}-${(count += 1)}`).catch((thrown: unknown) => failures.push(thrown as Failure));
  };
  const workers = ['one', 'two', 'three'].map(worker);
  // A line is only broken in the middle of something once it has come up again, which takes a busy machine long.
  for (let round = 0; round < 40 || failures.length <= 10; round += 1) {
    await delay(50 + 2 * round);
    line.reset();
  }
  breaking = false;
  await Promise.all(workers);
  // The driver sends a single write again when its line broke. A server that does not know it by its transaction number
  // (SecantusDB beta.165) says that the document stands: it does, and `insertUnknown` takes that for an answer.
  const others = failures.filter(({ kind, cause }) => kind !== 'transient' && !isDuplicateKey(cause));
  expect(others.map(({ code, cause }) => `${code}: ${String(cause)}`)).toEqual([]);
});
