import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createReadAudit } from '#application/audit/create-read-audit.ts';
import { createSealAudit } from '#application/audit/seal-audit.ts';
import type { AuditLog } from '#application/ports/audit-log.ts';
import { createAuditWorld } from '#test/support/audit/audit-world.ts';
import { auditKeys } from '#test/support/audit/keys.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
let world: Awaited<ReturnType<typeof createAuditWorld>>;
const sealWith = (audit: AuditLog) => createSealAudit({ audit, clock: world.clock, keys: auditKeys });

beforeAll(async () => {
  world = await createAuditWorld(stores);
});
/** Three blocks of two entries. */
beforeEach(async () => {
  await world.empty();
  for (const first of [1, 3, 5]) await world.block(first);
});
afterAll(() => world.close());

describe('the chain over the audit log', () => {
  it('is whole after sealing, and entries after the last block are said to be unproved', async () => {
    await world.audit.add([world.entry(7)]);
    expect(await world.verify()).toMatchObject({ blokken: 3, regels: 6, ongezegeld: 1, laatste: { blok: 3 } });
    expect(await world.verdict()).toBe('in orde');
    expect([await world.seal(), await world.seal()]).toEqual([1, 0]);
    expect(await world.verify()).toMatchObject({ blokken: 4, regels: 7, ongezegeld: 0 });
  });

  it('takes an entry that was committed somewhat late, with an earlier moment than what is sealed', async () => {
    await world.audit.add([world.entry(8, new Date(world.clock.at - 5 * 60_000))]);
    expect(await world.seal()).toBe(1);
    expect(await world.verdict()).toBe('in orde');
  });

  it('names the place of an entry that was changed into what cannot be one', async () => {
    await world.raw().updateOne({ _id: world.id(4) as never }, { $set: { op: 'gisteren' } });
    expect(await world.verify()).toMatchObject({
      breuk: { soort: 'regel-veranderd', blok: 2, regel: world.id(4), plaats: 2 },
    });
  });

  it('is whole for whoever looks while entries are written and sealed', async () => {
    const { audit } = world;
    let place = 100;
    const busy: AuditLog = {
      ...audit,
      async *traces() {
        for await (const traces of audit.traces()) {
          await audit.add([world.entry(place), world.entry(place + 1)]);
          yield traces;
          await world.seal();
          await audit.add([world.entry(place + 2)]);
          place += 3;
        }
      },
    };
    expect(await world.verdict({ audit: busy })).toBe('in orde');
    expect(place).toBeGreaterThan(100);
  });

  it('is never branched or doubled by sealers that run at the same time', async () => {
    for (let commit = 0; commit < 30; commit += 1)
      await world.audit.add(Array.from({ length: 10 }, (_, index) => world.entry(100 + commit * 10 + index)));
    const sealers = Array.from({ length: 4 }, () => sealWith(world.audit));
    for (let round = 0; round < 3; round += 1) {
      await world.audit.add([world.entry(500 + round)]);
      await Promise.all(sealers.map((one) => one()));
    }
    await world.seal();
    expect(await world.verify()).toMatchObject({ regels: 309, ongezegeld: 0 });
    expect(await world.verdict()).toBe('in orde');
    expect(await named()).toHaveLength(309);
  });

  it('of a sealer that died before it said what it had sealed goes on where it was', async () => {
    await world.audit.add([world.entry(11), world.entry(12)]);
    const dying = { ...world.audit, dropWaiting: () => Promise.reject(new Error('died')) };
    await expect(sealWith(dying)()).rejects.toThrow('died');
    expect(await world.seal()).toBe(0);
    expect(await world.verify()).toMatchObject({ blokken: 4, regels: 8, ongezegeld: 0 });
    expect(await named()).toHaveLength(8);
  });

  it('says that time passed when nothing happened, once in a quarter of an hour', async () => {
    world.clock.at += 14 * 60_000;
    expect([await world.seal(), (await world.head()).blok]).toEqual([0, 3]);
    world.clock.at += 60_000;
    expect([await world.seal(), (await world.head()).blok]).toEqual([0, 4]);
    expect(await world.verdict()).toBe('in orde');
  });
});

describe('an entry that waits for its seal', () => {
  it('is sealed once when its commit was noted before it stood', async () => {
    await world.audit.addWaiting([world.id(21), world.id(22)]);
    expect(await world.seal()).toBe(0);
    const { uuid: _id, ...line } = world.entry(21);
    await world.raw().insertOne({ _id: _id as never, ...line });
    expect(await world.seal()).toBe(0);
    await world.audit.add([world.entry(21), world.entry(22)]);
    expect(await world.seal()).toBe(2);
    expect(await world.verdict()).toBe('in orde');
  });

  it('is not held up by a commit that never came to its end', async () => {
    await world.audit.addWaiting([world.id(21), world.id(22)]);
    await world.audit.add([world.entry(23)]);
    expect(await world.seal()).toBe(1);
    world.clock.at += 2 * 3_600_000;
    await world.seal();
    expect(await world.audit.countWaiting()).toBe(0);
  });

  it('is written and noted once, however often it is added', async () => {
    for (let time = 0; time < 3; time += 1) await world.audit.add([world.entry(31), world.entry(32)]);
    expect(await world.audit.countWaiting()).toBe(2);
    await world.seal();
    await world.audit.add([world.entry(31), world.entry(33)]);
    expect(await world.seal()).toBe(1);
    expect(await named()).toHaveLength(9);
  });

  it('waits from the moment that its klantcontact is registered, parked or set aside', async () => {
    await world.register(2);
    expect(await world.audit.countWaiting()).toBe((await world.raw().countDocuments({})) - 6);
  });
});

it('what is looked at stands there when it is told so, and nothing is told while the database is away', async () => {
  let away = true;
  const reads = createReadAudit({
    audit: { add: (entries) => (away ? Promise.reject(new Error('away')) : world.audit.add(entries)) },
    clock: world.clock,
  });
  const line = { door: 'anna', handeling: 'taak bekeken', objecten: [{ soort: 'internetaak', uuid: world.id(1) }] };
  await expect(reads.write(line)).rejects.toMatchObject({ kind: 'transient', code: 'read-not-written' });
  expect(await world.audit.countWaiting()).toBe(0);
  away = false;
  await reads.write(line);
  expect(await world.audit.countWaiting()).toBe(1);
});

/** Every line that a block names, as often as it is named. */
async function named(): Promise<string[]> {
  return (await world.audit.listBlocks(0, 1_000)).flatMap(({ regels }) => regels.map(({ uuid }) => uuid));
}
