import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { toBewaarregels } from '#domain/records/bewaarregel.ts';
import { bewarenSchema } from '#domain/records/bewaren.schema.ts';
import { BEGIN } from '#domain/audit/auditzegel.schema.ts';
import { toPlainText } from '#domain/audit/zegel-text.ts';
import { hashEntry } from '#application/audit/chain-hash.ts';
import { createRetention } from '#infrastructure/mongo/records/retention.ts';
import { createAuditWorld } from '#test/support/audit/audit-world.ts';
import { auditKeys, otherKeys } from '#test/support/audit/keys.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { settings } from '#test/support/spine/register-settings.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const stores = isolatedStores();
const DAY = 86_400_000;
let world: Awaited<ReturnType<typeof createAuditWorld>>;
const verdict = () => world.verdict();
const blocks = () => world.raw('auditzegels');
const destroyedUpTo = (blok: number) => `auditregels vernietigd tot en met blok ${blok}`;

beforeAll(async () => {
  world = await createAuditWorld(stores);
});
afterAll(() => world.close());
/** Two klantcontacten in block 1, and three blocks of two readings each. */
beforeEach(async () => {
  await world.empty();
  await world.register(2);
  world.clock.at = Date.now();
  await world.seal();
  for (const first of [1, 3, 5]) await world.block(first);
  expect(await verdict()).toBe('in orde');
});

describe('somebody who has the database and not the key cannot destroy lines', () => {
  it('by a line that says that they were destroyed, which the program itself seals', async () => {
    await world.raw().deleteOne({ _id: world.id(1) as never });
    await world.audit.add([{ ...world.entry(9), handeling: destroyedUpTo(9_999) }]);
    await world.seal();
    expect(await verdict()).toBe('regel-verwijderd');
  });

  it('by such a line that is marked as if it stood in a block of before the keys', async () => {
    await world.raw().deleteOne({ _id: world.id(1) as never });
    const { uuid: _id, ...line } = { ...world.entry(9), handeling: destroyedUpTo(3) };
    await world.raw().insertOne({ _id: _id as never, ...line, _zegel: 4 } as never);
    expect(await verdict()).toBe('regel-verwijderd');
  });

  it('by a record of destruction that they write themselves', async () => {
    await world.raw().deleteOne({ _id: world.id(1) as never });
    const { blok, hash: vorige } = await world.head();
    const vernietiging = {
      totEnMet: 2,
      hash: (await world.audit.findBlock(2))?.hash,
      verklaring: world.id(90),
      door: 'beheer',
      dagen: 1,
      voor: world.clock.now(),
    };
    const rest = { vorige, gezegeldOp: world.clock.now(), versie: 2, sleutel: auditKeys.huidig?.naam, regels: [] };
    await blocks().insertOne({ _id: (blok + 1) as never, ...rest, hash: 'a'.repeat(64), vernietiging } as never);
    expect(await verdict()).toBe('regel-verwijderd');
  });

  it('by adding destruction to a block that the program made', async () => {
    await world.raw().deleteOne({ _id: world.id(1) as never });
    const vernietiging = { totEnMet: 2, hash: (await world.audit.findBlock(2))?.hash, voor: new Date() };
    await blocks().updateOne({ _id: 4 as never }, { $set: { vernietiging } });
    expect(await verdict()).toBe('regel-verwijderd');
  });

  it('by moving the moments of the blocks, so that the retention run does it for them', async () => {
    await blocks().updateMany({}, { $set: { gezegeldOp: new Date('2001-01-01') } });
    await retain(30, world.clock.now());
    expect(await world.raw().countDocuments({ _id: { $in: [1, 2, 3].map(world.id) as never[] } })).toBe(3);
    expect(await verdict()).toBe('blok-veranderd');
  });

  it('and cannot take away the report of what the retention run destroyed', async () => {
    world.clock.at += 2 * DAY;
    await retain(1, new Date(world.clock.at));
    await world.seal();
    expect(await world.verify()).toMatchObject({ vernietigd: 8, aantalVerdacht: 0 });
    expect(await verdict()).toBe('in orde');
    await world.raw('vernietigingen').deleteMany({});
    expect(await verdict()).toBe('verklaring-ontbreekt');
  });

  it('and not one more than the retention run recorded', async () => {
    await retain(1, new Date(world.clock.at + 2 * DAY));
    await world.block(7);
    await world.raw().deleteOne({ _id: world.id(7) as never });
    expect(await verdict()).toBe('regel-verwijderd');
  });
});

describe('somebody who has the database and not the key cannot change the log', () => {
  it('by changing, removing or adding a line', async () => {
    const { uuid: _id, ...line } = world.entry(9);
    await world.raw().insertOne({ _id: _id as never, ...line });
    expect(await verdict()).toBe('regel-ingevoegd');
    await world.raw().updateOne({ _id: world.id(3) as never }, { $set: { door: 'bram' } });
    expect(await verdict()).toBe('regel-veranderd');
    await world.raw().deleteOne({ _id: world.id(1) as never });
    expect(await verdict()).toBe('regel-verwijderd');
  });

  it('by marking a line as sealed, in the way of before or in any other', async () => {
    const { uuid: _id, ...line } = world.entry(9);
    await world.raw().insertOne({ _id: _id as never, ...line, _zegel: 2 } as never);
    expect(await world.verify()).toMatchObject({ breuk: { soort: 'regel-ingevoegd', regel: _id } });
    await world.raw().updateMany({}, { $set: { _zegel: 1 } });
    expect(await verdict()).toBe('regel-ingevoegd');
  });

  it('by a line whose name is no uuid', async () => {
    const { uuid: _, ...line } = world.entry(9);
    await world.raw().insertOne({ _id: { blok: 2 } as never, ...line });
    expect(await verdict()).toBe('regel-ingevoegd');
  });

  it('by changing when a block was sealed, or any other word of it', async () => {
    const first = await world.audit.findBlock(2);
    const tries: object[] = [
      { gezegeldOp: new Date((first?.gezegeldOp.getTime() ?? 0) + 1) },
      { gezegeldOp: 'gisteren' },
      { regels: first?.regels.slice(1) },
      { regels: 'geen' },
      { vorige: BEGIN },
      { eerder: BEGIN },
      { versie: 3 },
    ];
    for (const change of tries) {
      const before = await blocks().findOneAndUpdate({ _id: 2 as never }, { $set: change });
      expect(await verdict(), JSON.stringify(change)).toMatch(/^(blok-veranderd|keten-gebroken)$/);
      await blocks().replaceOne({ _id: 2 as never }, before ?? {});
    }
    expect(await verdict()).toBe('in orde');
  });

  it('by putting a block in twice, or taking one out', async () => {
    const { _id, ...last } = (await blocks().findOne({ _id: 4 as never })) as unknown as Record<string, unknown>;
    await blocks().insertOne({ ...last, _id: 5 as never });
    expect(await verdict()).toBe('keten-gebroken');
    await blocks().deleteOne({ _id: 5 as never });
    await blocks().deleteOne({ _id: 2 as never });
    expect([_id, await verdict()]).toEqual([4, 'blok-ontbreekt']);
  });

  it('by a block without a key, or with a key of their own', async () => {
    const { blok, hash: vorige } = await world.head();
    await world.raw().insertOne({ _id: world.id(9) as never, ...plainLine(9) });
    const block = { blok: blok + 1, vorige, regels: [{ uuid: world.id(9), hash: hashEntry(world.entry(9)) }] };
    const plain = { vorige, regels: block.regels, hash: sha256(toPlainText(block)), gezegeldOp: world.clock.now() };
    await blocks().insertOne({ _id: (blok + 1) as never, ...plain });
    expect(await verdict()).toBe('blok-zonder-sleutel');
    await blocks().deleteOne({ _id: (blok + 1) as never });
    await world.audit.addWaiting([world.id(9)]);
    // What seals is theirs, and it refuses to build on what it cannot prove; so they leave that out.
    await expect(world.seal(otherKeys)).rejects.toMatchObject({ code: 'audit-key-unknown' });
    await world.seal({ ...otherKeys, find: () => auditKeys.huidig });
    expect(await verdict()).toBe('niet te bewijzen');
  });

  it('by making the whole chain anew without the key, also not when the program goes on with it', async () => {
    const anker = { ...(await world.head()), bron: 'elders' };
    await world.raw().deleteOne({ _id: world.id(1) as never });
    await makePlainChain();
    expect(await verdict()).toBe('niet te bewijzen');
    await world.seal();
    expect(await world.verdict({ ankers: [anker] })).toBe('anker-wijkt-af');
    expect(await world.verify()).toMatchObject({ zonderSleutel: 4, overgangOp: world.clock.now() });
  });

  it('and without the key nobody can say that it is in order', async () => {
    expect(await world.verdict({ keys: otherKeys })).toBe('niet te bewijzen');
    expect(await world.verdict({ keys: { find: () => undefined } })).toBe('niet te bewijzen');
  });

  it('with a key that was replaced', async () => {
    const both = { ...otherKeys, find: (naam: string) => otherKeys.find(naam) ?? auditKeys.find(naam) };
    await world.audit.add([world.entry(9)]);
    await world.seal(both);
    expect(await world.verdict({ keys: both })).toBe('in orde');
    await world.audit.add([world.entry(10)]);
    await world.seal({ ...auditKeys, find: both.find });
    expect(await world.verdict({ keys: both })).toBe('sleutel-vervangen');
  });
});

describe('the past cannot be written later', () => {
  it('by a line that is dated a month back and sealed by the program', async () => {
    await world.audit.add([world.entry(9, new Date(world.clock.at - 30 * DAY))]);
    world.clock.at += 10_000;
    await world.seal();
    expect(await verdict()).toBe('verdacht');
    expect(await world.verify()).toMatchObject({ aantalVerdacht: 1, verdacht: [{ blok: 5, regel: world.id(9) }] });
  });

  it('by one that is dated in the quiet of an hour ago', async () => {
    for (let minutes = 0; minutes <= 60; minutes += 10) {
      world.clock.at += 10 * 60_000;
      await world.seal();
    }
    await world.audit.add([world.entry(9, new Date(world.clock.at - 45 * 60_000))]);
    await world.seal();
    expect(await verdict()).toBe('verdacht');
  });

  it('nor the future now', async () => {
    await world.audit.add([world.entry(9, new Date(world.clock.at + DAY))]);
    await world.seal();
    expect(await verdict()).toBe('verdacht');
  });

  it('but what waited while nothing was sealed is no suspicion, however much it is', async () => {
    const from = world.clock.at;
    for (let hour = 1; hour <= 5; hour += 1)
      await world.audit.add(
        Array.from({ length: 500 }, (_, index) => world.entry(1_000 * hour + index, new Date(from + hour * 3_600_000))),
      );
    world.clock.at = from + 6 * 3_600_000;
    expect(await world.seal()).toBe(2_500);
    expect(await verdict()).toBe('in orde');
  });

  it('and a line that stays unsealed while others are sealed is named', async () => {
    await world.audit.add([world.entry(9)]);
    const hiding = { ...world.audit, listWaiting: () => Promise.resolve([]) };
    expect(await world.verdict()).toBe('in orde');
    world.clock.at = Date.now() + 40 * 60_000;
    const { createSealAudit } = await import('#application/audit/seal-audit.ts');
    await createSealAudit({ audit: hiding, clock: world.clock, keys: auditKeys })();
    expect(await verdict()).toBe('regel-niet-verzegeld');
  });
});

describe('a log that was cut off, emptied or put back is held against what it is about', () => {
  it('and is missed where the register is not empty', async () => {
    for (const name of ['audit', 'auditzegels', 'auditwachtrij']) await world.raw(name).deleteMany({});
    expect(await verdict()).toBe('logboek-leeg');
    // Also when the program goes on.
    await world.audit.add([world.entry(9)]);
    await world.seal();
    expect(await verdict()).toBe('klantcontact-zonder-regel');
  });

  it('and is missed when only its blocks are emptied, and the program begins anew', async () => {
    await blocks().deleteMany({});
    expect(await verdict()).toBe('regel-ingevoegd');
    await world.audit.add([world.entry(9)]);
    await world.seal();
    expect(await verdict()).toBe('regel-ingevoegd');
  });

  it('and every klantcontact has its line, also when the chain does not know better', async () => {
    const anker = { ...(await world.head()), bron: 'elders' };
    const [line] = await world.raw().find({ handeling: 'klantcontact-geregistreerd' }).toArray();
    await world.raw().deleteOne({ _id: line?._id as never });
    await blocks().deleteMany({});
    await world.audit.addWaiting((await world.raw().find({}).toArray()).map(({ _id }) => String(_id)));
    await world.seal();
    expect(await verdict()).toBe('klantcontact-zonder-regel');
    expect(await world.verdict({ ankers: [anker] })).toBe('blok-ontbreekt');
  });

  it('and an anchor finds the last blocks that went with their lines, and an older copy of the database', async () => {
    const anker = { ...(await world.head()), bron: 'elders' };
    await world.raw().deleteMany({ _id: { $in: [3, 4, 5, 6].map(world.id) as never[] } });
    await blocks().deleteMany({ _id: { $gte: 3 } as never });
    expect(await verdict()).toBe('in orde');
    expect(await world.verdict({ ankers: [anker] })).toBe('blok-ontbreekt');
    for (const first of [11, 13, 15]) await world.block(first);
    expect(await world.verdict({ ankers: [anker] })).toBe('anker-wijkt-af');
  });
});

async function retain(auditDagen: number, at: Date) {
  const { spine, audit } = world;
  const regels = toBewaarregels(bewarenSchema.parse({ auditDagen }), at);
  const clock = { now: () => at };
  const deps = { mongo: spine.mongo, audit, keys: auditKeys, clock, regels, kanaalwaarden: settings.kanalen };
  return createRetention(deps).execute('beheer', () => undefined);
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function plainLine(place: number) {
  const { uuid: _, ...line } = world.entry(place);
  return line;
}

/** What stands, in blocks as they were before there were keys: everybody can make those. */
async function makePlainChain() {
  const chain = await world.audit.listBlocks(0, 100);
  await blocks().deleteMany({});
  let vorige = BEGIN;
  for (const { blok, gezegeldOp, regels } of chain) {
    const standing = await world.audit.findEntries(regels.map(({ uuid }) => uuid));
    const named = standing.map((entry) => ({ uuid: entry.uuid, hash: hashEntry(entry) }));
    const hash = sha256(toPlainText({ blok, vorige, regels: named }));
    await blocks().insertOne({ _id: blok as never, vorige, hash, gezegeldOp, regels: named } as never);
    vorige = hash;
  }
}
