import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { connectMongo, type Mongo } from '#infrastructure/mongo/connection.ts';
import { isInOrder } from '#application/audit/audit-report.ts';
import { createSealAudit } from '#application/audit/seal-audit.ts';
import { verifyAudit } from '#application/audit/verify-audit.ts';
import { createAuditRepository } from '#infrastructure/mongo/audit-repository.ts';
import { createAuditedRegister } from '#infrastructure/mongo/audited-register.ts';
import { readManifest } from '#infrastructure/mongo/backup/read-manifest.ts';
import { restoreBackup } from '#infrastructure/mongo/backup/restore-backup.ts';
import { writeBackup } from '#infrastructure/mongo/backup/write-backup.ts';
import { auditKeys } from '#test/support/audit/keys.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createParkedWorld, type ParkedWorld } from '#test/support/parked/create-parked-world.ts';
import { findDangling } from '#test/support/records/find-dangling.ts';
import { newMessage } from '#test/support/spine/create-spine.ts';
import { anna } from '#test/support/taken/medewerkers.ts';
import { createTakenWorld, infoAccount, type TakenWorld } from '#test/support/taken/taken-world.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

vi.setConfig({ testTimeout: 120_000 });
const stores = isolatedStores();
const empty = isolatedStores();
const other = isolatedStores();
const clock = { now: () => new Date() };
const silent = () => undefined;
let world: ParkedWorld;
let taken: TakenWorld;
let place = 0;
beforeAll(async () => {
  world = await createParkedWorld(stores);
  taken = await createTakenWorld(stores, { accounts: infoAccount });
  // One clock for all: a line that is dated otherwise than it was written is a suspicion.
  taken.setNow(clock.now().toISOString());
});
afterAll(() => Promise.all([world.close(), taken.close()]));

async function accept(text = 'Vraag over afval') {
  place += 1;
  const message = newMessage(`${text} ${place}`, 5_000 + place);
  await world.acceptMessages([message]);
  return message.uuid;
}
async function register(text?: string) {
  const uuid = await accept(text);
  await world.registerMessages('email', [uuid]);
  return uuid;
}
const taakOf = async (message: string) => {
  const [found] = await world.messages.find([message], { raw: false });
  return found?.internetaken[0]?.uuid ?? '';
};

/** The database as it is, in which `between` happens before each collection is read. */
function inMotion({ connection, ...rest }: Mongo, between: (naam: string) => Promise<void>): Mongo {
  const { db } = connection;
  const collection = (naam: string) => ({
    async *find(...asked: unknown[]) {
      await between(naam);
      yield* db?.collection(naam).find(...(asked as [])) as unknown as AsyncIterable<Uint8Array>;
    },
  });
  const moving = { listCollections: db?.listCollections.bind(db), collection };
  return { ...rest, connection: { db: moving } } as unknown as Mongo;
}

const logOf = ({ connection }: Mongo) => ({
  audit: createAuditRepository(connection),
  register: createAuditedRegister(connection),
});
const sealOf = (mongo: Mongo) =>
  createSealAudit({ ...logOf(mongo), clock: { now: () => new Date() }, keys: auditKeys });

/** Restores a copy into an empty database and takes what was open in it to its end. */
async function restore(folder: string, into = empty) {
  const mongo = await connectMongo(into.mongodbUri);
  const settled = await restoreBackup(mongo, folder, await readManifest(folder), clock.now(), silent);
  await mongo.close();
  const restored = await createParkedWorld(into);
  const afterwards = await findDangling(restored.mongo.connection);
  const open = await restored.messages.list({ state: 'open', limit: 1_000 });
  for (const { uuid } of open) await restored.registerMessages('email', [uuid]);
  return { restored, settled, afterwards, open: open.map(({ uuid }) => uuid) };
}

it('a backup stops nobody: whatever is committed between two of its files, the restored copy is whole and lacks nothing', async () => {
  const before: string[] = [];
  for (let count = 0; count < 60; count += 1) before.push(await register());
  const waiting = [await accept(), await accept()];
  const { uuid: parked } = await world.parkOne();
  const queue = [...before];
  const names: string[] = [];

  const folder = join(await temporaryFolder(), 'backup');
  const moving = inMotion(world.mongo, async (naam) => {
    names.push(naam);
    await sealOf(world.mongo)();
    await register();
    await register('Re: 5001');
    const [first = '', second = ''] = queue.splice(0, 2);
    const answered = await taken.answerTaak({
      taak: await taakOf(first),
      medewerker: anna,
      antwoord: 'Morgen.',
      kanaal: 'telefoon',
    });
    const handedOver = await taken.markNietDoorKcc({
      taak: await taakOf(second),
      medewerker: anna,
      naar: { eenheid: 'BURG' },
    });
    expect([answered.kind, handedOver.kind]).toEqual(['answered', 'handed-over']);
    if (naam === 'taakdossiers') await world.release.retry(parked, 'anna');
  });
  await writeBackup(moving, folder, clock, silent);
  expect(names.indexOf('messages')).toBeLessThan(names.indexOf('klantcontacten'));

  const { restored, settled, afterwards, open } = await restore(folder);
  try {
    expect(settled.halveContacten).toBeGreaterThan(0);
    expect(afterwards).toEqual([]);
    expect(await findDangling(restored.mongo.connection)).toEqual([]);
    expect(await sealOf(restored.mongo)()).toBeGreaterThan(0);
    const report = await verifyAudit({ ...logOf(restored.mongo), keys: auditKeys });
    expect(report).toMatchObject({ ongezegeld: 0 });
    expect([report.breuk, report.onbewezen, report.verdacht]).toEqual([undefined, undefined, []]);
    expect(isInOrder(report)).toBe(true);
    const standing = await restored.messages.find([...before, ...waiting], { raw: true });
    expect(standing.map(({ state }) => state).filter((state) => state !== 'registered')).toEqual([]);
    expect(standing).toHaveLength(before.length + waiting.length);
    expect(open).toEqual(expect.arrayContaining(waiting));
    // Nothing twice: one question for each message, and one answer for each question at most.
    const kanalen = await restored.collection('klantcontacten').distinct('nummer');
    expect(kanalen).toHaveLength(await restored.collection('klantcontacten').countDocuments());
    const registered = await restored.messages.list({ state: 'registered', limit: 1_000 });
    const uuids = registered.flatMap(({ klantcontacten }) => klantcontacten.map(({ uuid }) => uuid));
    expect(new Set(uuids).size).toBe(registered.length);
    expect((await restored.messages.find([parked], { raw: false }))[0]?.state).toBe('parked');
  } finally {
    await restored.close();
  }
});

it('the same while messages are registered as fast as they can be', async () => {
  const before: string[] = [];
  for (let count = 0; count < 30; count += 1) before.push(await register());
  const folder = join(await temporaryFolder(), 'backup');
  let isCopying = true;
  const traffic = (async () => {
    let registered = 0;
    for (; isCopying; registered += 1) await register();
    return registered;
  })();
  await writeBackup(world.mongo, folder, clock, silent);
  isCopying = false;
  expect(await traffic).toBeGreaterThan(0);
  const { restored, afterwards } = await restore(folder, other);
  try {
    expect(afterwards).toEqual([]);
    expect(await findDangling(restored.mongo.connection)).toEqual([]);
    const standing = await restored.messages.find(before, { raw: false });
    expect(standing.filter(({ state }) => state === 'registered')).toHaveLength(before.length);
  } finally {
    await restored.close();
  }
});
