import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSealAudit } from '#application/audit/seal-audit.ts';
import { createReadAudit } from '#application/audit/create-read-audit.ts';
import { verifyAudit } from '#application/audit/verify-audit.ts';
import { auditDestroyed } from '#domain/audit/auditzegel.schema.ts';
import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import { createAuditRepository } from '#infrastructure/mongo/audit-repository.ts';
import { connectMongo, type Mongo } from '#infrastructure/mongo/connection.ts';
import { defineRegisterModels, ensureIndexes } from '#infrastructure/mongo/models.ts';
import { intake } from '#test/support/cli/intake.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

// The command line is a process of its own each time: on a busy machine that adds up.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const stores = isolatedStores();
const clock = { now: () => new Date() };
let mongo: Mongo;
let audit: ReturnType<typeof createAuditRepository>;
const id = (place: number) => deterministicUuid('proef', `audit:${place}`);
const entry = (place: number, second = place) => ({
  uuid: id(place),
  op: new Date(Date.UTC(2026, 10, 24, 9, 0, second)),
  door: 'e-mailverwerker',
  handeling: 'geregistreerd',
  objecten: [{ soort: 'klantcontact', uuid: deterministicUuid('proef', `klantcontact:${place}`) }],
});
const raw = (name = 'audit') => mongo.connection.collection(name);
const seal = () => createSealAudit({ audit, clock })();
const breuk = async () => (await verifyAudit(audit)).breuk;

beforeAll(async () => {
  mongo = await connectMongo(stores.mongodbUri);
  defineRegisterModels(mongo.connection);
  await ensureIndexes(mongo.connection);
  audit = createAuditRepository(mongo.connection);
});
/** Three blocks of two entries. */
beforeEach(async () => {
  await raw().deleteMany({});
  await raw('auditzegels').deleteMany({});
  for (const first of [1, 3, 5]) {
    await audit.add([entry(first), entry(first + 1)]);
    expect(await seal()).toBe(2);
  }
});
afterAll(() => mongo.close());

describe('the chain over the audit log', () => {
  it('is whole after sealing, and entries after the last block are said to be unproved', async () => {
    await audit.add([entry(7)]);
    expect(await verifyAudit(audit)).toMatchObject({ blokken: 3, regels: 6, ongezegeld: 1, laatste: { blok: 3 } });
    expect(await breuk()).toBeUndefined();
    expect([await seal(), await seal()]).toEqual([1, 0]);
    expect(await verifyAudit(audit)).toMatchObject({ blokken: 4, regels: 7, ongezegeld: 0 });
  });

  it('takes an entry that was committed late, with an earlier moment than what is sealed', async () => {
    await audit.add([entry(8, 0)]);
    expect(await seal()).toBe(1);
    expect(await verifyAudit(audit)).toMatchObject({ blokken: 4, regels: 7, ongezegeld: 0 });
  });

  it('shows an entry that was changed, with its place', async () => {
    await raw().updateOne({ _id: id(4) as never }, { $set: { door: 'iemand anders' } });
    expect(await breuk()).toEqual({ soort: 'regel-veranderd', blok: 2, regel: id(4), plaats: 2 });
    const { code, out } = await intake(['audit', 'verify'], { MONGODB_URI: stores.mongodbUri });
    expect([code, out]).toEqual([1, expect.stringContaining(`blok 2, regel 2, ${id(4)}`)]);
  });

  it('shows an entry that was removed', async () => {
    await raw().deleteOne({ _id: id(1) as never });
    expect(await breuk()).toEqual({ soort: 'regel-verwijderd', blok: 1, regel: id(1), plaats: 1 });
  });

  it('shows an entry that was put into a block afterwards, also into one that is not there', async () => {
    await raw().insertOne({ _id: id(9) as never, ...entry(9), _zegel: 2 });
    expect(await breuk()).toEqual({ soort: 'regel-ingevoegd', blok: 2, regel: id(9) });
    await raw().updateOne({ _id: id(9) as never }, { $set: { _zegel: 90 } });
    expect(await breuk()).toEqual({ soort: 'regel-ingevoegd', blok: 4, regel: id(9) });
  });

  it.each([0.5, 2.5, -1, 0, '2', [2, 7], Number.NaN, { blok: 2 }])(
    'shows an entry that was marked as if it stood in a block %j',
    async (_zegel) => {
      await raw().insertOne({ _id: id(9) as never, ...entry(9), _zegel });
      expect(await breuk()).toMatchObject({ soort: 'regel-ingevoegd', regel: id(9) });
    },
  );

  it('is not talked into taking what was removed for destroyed by an entry that no block names', async () => {
    await raw().deleteOne({ _id: id(3) as never });
    await raw().insertOne({ _id: id(9) as never, ...entry(9), handeling: auditDestroyed(3), _zegel: 0.5 });
    expect(await breuk()).toMatchObject({ soort: 'regel-ingevoegd', regel: id(9) });
  });

  it('shows an entry and a block that were changed into what cannot be one', async () => {
    await raw().updateOne({ _id: id(4) as never }, { $set: { op: 'gisteren' } });
    expect(await breuk()).toEqual({ soort: 'regel-veranderd', blok: 2, regel: id(4), plaats: 2 });
    await raw('auditzegels').updateOne({ _id: 1 as never }, { $unset: { regels: '' } });
    expect(await breuk()).toEqual({ soort: 'blok-veranderd', blok: 1 });
  });

  it('is whole for whoever looks while entries are destroyed as the log says', async () => {
    const destroy = async () => {
      await audit.add([{ ...entry(9), handeling: auditDestroyed(2) }]);
      await seal();
      await raw().deleteMany({ _zegel: { $lte: 2 } });
    };
    const listBlocks: typeof audit.listBlocks = async (after, limit) => {
      if (after === 0) await destroy();
      return audit.listBlocks(after, limit);
    };
    const report = await verifyAudit({ ...audit, listBlocks });
    expect(report).toMatchObject({ vernietigd: 4 });
    expect(report.breuk).toBeUndefined();
  });

  it('shows a block that is missing, changed, or made anew together with its entries', async () => {
    const second = await raw('auditzegels').findOne({ _id: 2 as never });
    await raw('auditzegels').deleteOne({ _id: 2 as never });
    expect(await breuk()).toEqual({ soort: 'blok-ontbreekt', blok: 2 });
    const { regels } = second as unknown as { regels: object[] };
    await raw('auditzegels').insertOne({ ...second, regels: regels.slice(1) });
    expect(await breuk()).toEqual({ soort: 'blok-veranderd', blok: 2 });
    await raw('auditzegels').deleteMany({ _id: { $gte: 2 } as never });
    await raw().updateMany({ _zegel: { $gte: 2 } }, { $unset: { _zegel: '' } });
    await seal();
    expect(await breuk()).toEqual(undefined);
  });

  it('that was made anew as a whole does not have the hash that was exported before', async () => {
    const run = (...args: string[]) => intake(['audit', ...args], { MONGODB_URI: stores.mongodbUri });
    const { lines } = await run('export');
    const blocks = lines.map((line) => JSON.parse(line) as { blok: number; hash: string });
    expect(blocks.map(({ blok }) => blok)).toEqual([1, 2, 3]);
    const anker = `${blocks[2]?.blok}:${blocks[2]?.hash}`;
    expect((await run('verify', '--anker', anker)).code).toBe(0);
    await raw('auditzegels').deleteMany({});
    await raw().updateMany({}, { $unset: { _zegel: '' } });
    await raw().deleteOne({ _id: id(2) as never });
    for (const count of [2, 2, 1]) {
      const some = await audit.listUnsealed(count);
      expect(some).toHaveLength(count);
      await createSealAudit({
        audit: { ...audit, listUnsealed: () => Promise.resolve(some.slice(0, count)) },
        clock,
      })();
    }
    expect((await run('verify')).code).toBe(0);
    const found = await run('verify', '--anker', anker);
    expect([found.code, found.out]).toEqual([1, expect.stringContaining('ander')]);
    expect((await run('verify', '--anker', 'iets')).code).toBe(64);
  });

  it('is never branched or doubled by sealers that run at the same time', async () => {
    await audit.add(Array.from({ length: 300 }, (_, index) => entry(100 + index, index % 60)));
    const sealers = Array.from({ length: 4 }, () => createSealAudit({ audit, clock }));
    for (let round = 0; round < 3; round += 1) {
      await audit.add([entry(500 + round)]);
      await Promise.all(sealers.map((one) => one()));
    }
    await seal();
    const report = await verifyAudit(audit);
    expect(report).toMatchObject({ regels: 309, ongezegeld: 0 });
    expect(report.breuk).toBeUndefined();
  });

  it('of a sealer that died before it marked its entries goes on where it was', async () => {
    await audit.add([entry(11), entry(12)]);
    const dying: typeof audit.markSealed = (block) =>
      block.blok === 4 ? Promise.reject(new Error('died')) : audit.markSealed(block);
    await expect(createSealAudit({ audit: { ...audit, markSealed: dying }, clock })()).rejects.toThrow('died');
    expect(await seal()).toBe(0);
    expect(await verifyAudit(audit)).toMatchObject({ blokken: 4, regels: 8, ongezegeld: 0 });
  });
});

it('what is looked at stands there when it is told so, and nothing is told while the database is away', async () => {
  let away = true;
  const reads = createReadAudit({
    audit: { add: (entries) => (away ? Promise.reject(new Error('away')) : audit.add(entries)) },
    clock,
  });
  const line = { door: 'anna', handeling: 'taak bekeken', objecten: [{ soort: 'internetaak', uuid: id(1) }] };
  await expect(reads.write(line)).rejects.toMatchObject({ kind: 'transient', code: 'read-not-written' });
  expect(await audit.countUnsealed()).toBe(0);
  away = false;
  await reads.write(line);
  expect(await audit.countUnsealed()).toBe(1);
});
