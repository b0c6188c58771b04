import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { hashEntry } from '#application/audit/chain-hash.ts';
import { BEGIN } from '#domain/audit/auditzegel.schema.ts';
import { toPlainText } from '#domain/audit/zegel-text.ts';
import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import { ensureIndexes } from '#infrastructure/mongo/models.ts';
import { createAuditWorld } from '#test/support/audit/audit-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
let world: Awaited<ReturnType<typeof createAuditWorld>>;
let vorige = BEGIN;

beforeAll(async () => {
  world = await createAuditWorld(stores);
});
/** A log as an earlier version left it: three blocks without a key, marked lines, and one that was not sealed yet. */
beforeEach(async () => {
  await world.empty();
  vorige = BEGIN;
  for (const blok of [1, 2, 3]) await plainBlock(blok, [world.entry(blok * 2), world.entry(blok * 2 + 1)]);
  await insert(world.entry(20));
});
afterAll(() => world.close());

it('a chain from before the keys can be proved from the first block with a key on, with what was not sealed yet', async () => {
  expect(await world.verdict()).toBe('niet te bewijzen');
  expect(await world.seal()).toBe(1);
  expect(await world.verdict()).toBe('in orde');
  expect(await world.verify()).toMatchObject({
    blokken: 4,
    regels: 7,
    zonderSleutel: 3,
    overgangOp: world.clock.now(),
  });
  await world.block(30);
  expect(await world.verdict()).toBe('in orde');
});

it('and nothing of it can be changed after that, not even the moments that its own hashes do not cover', async () => {
  await world.seal();
  const blocks = world.raw('auditzegels');
  await blocks.updateOne({ _id: 2 as never }, { $set: { gezegeldOp: new Date('2001-01-01') } });
  expect(await world.verdict()).toBe('begin-veranderd');
  await blocks.deleteMany({ _id: { $lte: 3 } as never });
  vorige = BEGIN;
  for (const blok of [1, 2, 3]) await plainBlock(blok, [world.entry(blok * 2)], { again: true });
  expect(await world.verdict()).toBe('keten-gebroken');
});

it('what it says of destruction is honoured where an earlier version sealed it, and nowhere else', async () => {
  await plainBlock(4, [{ ...world.entry(40), handeling: 'auditregels vernietigd tot en met blok 2' }]);
  await world.raw().deleteMany({ _id: { $in: [2, 3, 4].map(world.id) as never[] } });
  await world.seal();
  expect(await world.verdict()).toBe('in orde');
  expect(await world.verify()).toMatchObject({ vernietigd: 3 });
  await world.raw().deleteOne({ _id: world.id(6) as never });
  expect(await world.verdict()).toBe('regel-verwijderd');
  const line = { ...world.entry(41), handeling: 'auditregels vernietigd tot en met blok 3' };
  await insert(line, { _zegel: 4 });
  await world.audit.addWaiting([line.uuid]);
  await world.seal();
  expect(await world.verdict()).toBe('regel-verwijderd');
});

it('the index by which earlier versions found what to seal is taken away', async () => {
  await world.raw().createIndex({ _zegel: 1, op: 1 });
  await ensureIndexes(world.connection);
  const keys = (await world.raw().indexes()).map(({ key }) => Object.keys(key));
  expect(keys).toEqual([['_id'], ['op']]);
});

async function plainBlock(blok: number, entries: readonly AuditEntry[], { again = false } = {}) {
  if (!again) for (const entry of entries) await insert(entry, { _zegel: blok });
  const regels = entries.map((entry) => ({ uuid: entry.uuid, hash: hashEntry(entry) }));
  const hash = createHash('sha256').update(toPlainText({ blok, vorige, regels })).digest('hex');
  const block = { _id: blok as never, vorige, hash, gezegeldOp: world.clock.now(), regels };
  await world.raw('auditzegels').insertOne(block);
  vorige = hash;
}

async function insert({ uuid: _id, ...line }: AuditEntry, mark: object = {}) {
  await world.raw().insertOne({ _id: _id as never, ...line, ...mark });
}
