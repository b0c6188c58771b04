import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PayloadStore } from '#application/ports/payload-store.ts';
import { connectMongo, type Mongo } from '#infrastructure/mongo/connection.ts';
import { createDeliveryStateRepository } from '#infrastructure/mongo/delivery-state-repository.ts';
import { ensureIndexes } from '#infrastructure/mongo/models.ts';
import { createPayloadRepository } from '#infrastructure/mongo/payload-repository.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
let mongo: Mongo;
let store: PayloadStore;
beforeAll(async () => {
  mongo = await connectMongo(stores.mongodbUri);
  store = createPayloadRepository(mongo.connection);
  await ensureIndexes(mongo.connection);
});
afterAll(() => mongo.close());

const AT = new Date('2026-11-24T10:00:00Z');
const payload = (minutes = 0) => ({
  uuid: randomUUID(),
  raw: new Uint8Array([0, 255, 10, 13]),
  receivedAt: new Date(AT.getTime() + minutes * 60_000),
});

describe('a store of deliveries', () => {
  it('keeps the bytes and says which were new, in one list and over several', async () => {
    const [one, two] = [payload(), payload()];
    expect(await store.insert([one, one], 'job-1')).toEqual([one.uuid]);
    expect(await store.insert([one, two], 'job-2')).toEqual([two.uuid]);
    const found = await store.findOpen([one.uuid, two.uuid]);
    expect(found.map(({ raw }) => [...raw])).toEqual([
      [0, 255, 10, 13],
      [0, 255, 10, 13],
    ]);
  });

  it('knows which are open, with the job that carries them, oldest first', async () => {
    const [old, young] = [payload(-60), payload(-50)];
    await store.insert([young, old], 'job-3');
    await store.setJob([young.uuid], 'job-4');
    const before = new Date(AT.getTime() - 40 * 60_000);
    expect(await store.listOpen(before, 10)).toEqual([
      { uuid: old.uuid, jobId: 'job-3' },
      { uuid: young.uuid, jobId: 'job-4' },
    ]);
    expect(await store.hasOpen(old.receivedAt)).toBe(true);
    expect(await store.hasOpen(new Date(old.receivedAt.getTime() - 1))).toBe(false);
    await store.close([old.uuid], 'expanded');
    await store.close([old.uuid, young.uuid], 'parked');
    expect(await store.listOpen(before, 10)).toEqual([]);
    const state = await mongo.connection.collection('whatsapppayloads').findOne({ _id: old.uuid as never });
    expect(state).toMatchObject({ state: 'expanded' });
  });
});

describe('a store of delivery states', () => {
  it('keeps the highest, whoever reports in whatever order', async () => {
    const states = createDeliveryStateRepository(mongo.connection);
    const report = (state: 'sent' | 'failed' | 'delivered' | 'read') => ({ wamid: 'w', state, at: AT, errors: [] });
    await Promise.all([
      states.raise([report('read')]),
      states.raise([report('sent'), report('delivered')]),
      states.raise([report('failed')]),
    ]);
    expect(await states.find('w')).toMatchObject({ state: 'read' });
    expect(await states.find('onbekend')).toBeUndefined();
  });
});
