import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectMongo, type Mongo } from '#infrastructure/mongo/connection.ts';
import { defineModel, ensureIndexes } from '#infrastructure/mongo/models.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const { mongodbUri } = isolatedStores();
let mongo: Mongo;
beforeAll(async () => {
  mongo = await connectMongo(mongodbUri);
});
afterAll(() => mongo.close());

const indexesOf = async (name: string) => {
  const indexes = await mongo.connection.collection(name).indexes();
  return indexes.map(({ key, unique, sparse }) => ({
    key,
    ...(unique ? { unique } : {}),
    ...(sparse ? { sparse } : {}),
  }));
};

describe('the indexes of a collection', () => {
  it('are made at the start, and a second start changes nothing', async () => {
    defineModel(mongo.connection, 'proefeerst', [[{ nummer: 1 }, { unique: true }], [{ soort: 1, op: -1 }]]);
    await ensureIndexes(mongo.connection);
    await ensureIndexes(mongo.connection);
    expect(await indexesOf('proefeerst')).toEqual([
      { key: { _id: 1 } },
      { key: { nummer: 1 }, unique: true },
      { key: { soort: 1, op: -1 } },
    ]);
  });

  it('that an earlier version made with other options are made anew; those of an operator stay', async () => {
    const collection = mongo.connection.collection('proefoud');
    await collection.createIndex({ nummer: 1 });
    await collection.createIndex({ vanDeBeheerder: 1 });
    defineModel(mongo.connection, 'proefoud', [[{ nummer: 1 }, { unique: true }]]);
    await ensureIndexes(mongo.connection);
    const indexes = await indexesOf('proefoud');
    expect(indexes).toContainEqual({ key: { nummer: 1 }, unique: true });
    expect(indexes).toContainEqual({ key: { vanDeBeheerder: 1 } });
    expect(indexes).not.toContainEqual({ key: { nummer: 1 } });
  });
});
