import { Redis } from 'ioredis';
import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isolatedStores, withDatabase } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
let connection: mongoose.Connection;
beforeAll(async () => {
  connection = await mongoose.createConnection(stores.mongodbUri).asPromise();
});
afterAll(() => connection.close());

it('the database server keeps a transaction together: after an abort neither write is there', async () => {
  const Proef = connection.model('Proef', new mongoose.Schema({ waarde: Number }));
  await Proef.createCollection();
  await connection.transaction(async (session) => {
    await Proef.create([{ waarde: 1 }, { waarde: 2 }], { session, ordered: true });
  });
  const aborted = connection.transaction(async (session) => {
    await Proef.create([{ waarde: 3 }], { session });
    throw new Error('halverwege');
  });
  await expect(aborted).rejects.toThrow('halverwege');
  expect(await Proef.countDocuments({})).toBe(2);
  expect(connection.name).toBe(stores.databaseName);
});

it("emptying Redis removes this file's keys and nobody else's", async () => {
  const redis = new Redis(stores.redisUrl);
  const foreign = `ander-${stores.keyPrefix}`;
  await redis.mset(`${stores.keyPrefix}:a`, '1', `${stores.keyPrefix}:b`, '2', foreign, '3');
  await stores.emptyRedis();
  expect(await redis.exists(`${stores.keyPrefix}:a`, `${stores.keyPrefix}:b`)).toBe(0);
  expect(await redis.get(foreign)).toBe('3');
  await redis.del(foreign);
  await redis.quit();
});

it.each([
  ['mongodb://h:1/?directConnection=true', 'mongodb://h:1/x?directConnection=true'],
  ['mongodb://h:1', 'mongodb://h:1/x'],
  ['mongodb://u:p@a:1,b:2/prod?replicaSet=rs0', 'mongodb://u:p@a:1,b:2/x?replicaSet=rs0&authSource=prod'],
])('the address %s with database x is %s', (uri, expected) => {
  expect(withDatabase(uri, 'x')).toBe(expected);
});
