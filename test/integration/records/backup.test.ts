import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { isInOrder } from '#application/audit/audit-report.ts';
import { verifyAudit } from '#application/audit/verify-audit.ts';
import { createAuditRepository } from '#infrastructure/mongo/audit-repository.ts';
import { createAuditedRegister } from '#infrastructure/mongo/audited-register.ts';
import { openBucket } from '#infrastructure/mongo/document-repository.ts';
import { readManifest } from '#infrastructure/mongo/backup/read-manifest.ts';
import { restoreBackup } from '#infrastructure/mongo/backup/restore-backup.ts';
import { connectMongo, type Mongo } from '#infrastructure/mongo/connection.ts';
import { auditKeys } from '#test/support/audit/keys.ts';
import { intake } from '#test/support/cli/intake.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { fillEveryChannel } from '#test/support/records/fill-every-channel.ts';
import { createSpine } from '#test/support/spine/create-spine.ts';
import { startOnStores } from '#test/support/start-on-stores.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { createWhatsapp, type Whatsapp } from '#test/support/whatsapp/create-whatsapp.ts';

// The command line is a process of its own each time: on a busy machine that adds up.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const stores = isolatedStores();
const empty = isolatedStores();
const third = isolatedStores();
const half = isolatedStores();
let whatsapp: Whatsapp;

beforeAll(async () => {
  whatsapp = await createWhatsapp(stores);
  await fillEveryChannel(whatsapp);
});
afterAll(() => whatsapp.close());

const verify = ({ connection }: Mongo) =>
  verifyAudit({
    audit: createAuditRepository(connection),
    register: createAuditedRegister(connection),
    keys: auditKeys,
  });

/** Every document of every collection, as the bytes in which it is stored. */
async function everything({ connection }: Mongo) {
  const { db } = connection;
  const names = (await db?.listCollections({}, { nameOnly: true }).toArray())?.map(({ name }) => name) ?? [];
  const found = new Map<string, string[]>();
  for (const name of names.sort()) {
    // What waits for a seal is written anew: part of it may be sealed in the copy.
    if (name === 'sessions' || name === 'auditwachtrij') continue;
    const documents = await connection.collection(name).find({}, { raw: true }).toArray();
    const texts = documents.map((document) => Buffer.from(document as unknown as Uint8Array).toString('hex')).sort();
    if (texts.length > 0) found.set(name, texts);
  }
  return found;
}

async function hashesOfFiles({ connection }: Mongo) {
  const hashes: Record<string, string> = {};
  const bucket = openBucket(connection);
  for await (const { _id } of connection.collection('bestanden.files').find({})) {
    const hash = createHash('sha256');
    for await (const chunk of bucket.openDownloadStream(_id)) hash.update(chunk as Buffer);
    hashes[String(_id)] = hash.digest('hex');
  }
  return hashes;
}

it('a backup that is put back into an empty database is the same, document by document and file by file, and goes on', async () => {
  const folder = join(await temporaryFolder(), 'backup');
  const written = await intake(['backup', folder], { MONGODB_URI: stores.mongodbUri });
  expect([written.code, written.out], written.err).toEqual([0, expect.stringContaining('Backup klaar')]);
  expect((await stat(join(folder, 'messages.bson'))).mode & 0o777).toBe(0o600);

  const restored = await intake(['restore', folder], { MONGODB_URI: empty.mongodbUri });
  expect([restored.code, restored.out], restored.err).toEqual([0, expect.stringContaining('Teruggezet en nageteld')]);
  const spine = await createSpine(empty);
  try {
    const before = await everything(whatsapp.spine.mongo);
    const after = await everything(spine.mongo);
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [name, documents] of before) expect(after.get(name), name).toEqual(documents);
    expect([...before.keys()]).toEqual(
      expect.arrayContaining([
        'whatsapppayloads',
        'conversations',
        'openconversations',
        'mailboxcursors',
        'auditzegels',
      ]),
    );
    const hashes = await hashesOfFiles(whatsapp.spine.mongo);
    expect(Object.keys(hashes).length).toBeGreaterThanOrEqual(2);
    expect(await hashesOfFiles(spine.mongo)).toEqual(hashes);
    expect(await verify(spine.mongo)).toMatchObject({ ongezegeld: 1 });
    expect(isInOrder(await verify(spine.mongo))).toBe(true);
    const indexes = await spine.collection('klantcontacten').indexes();
    expect(indexes.some(({ key, unique }) => key['nummer'] === 1 && unique === true)).toBe(true);

    // What was open gets a job again, and new work does not meet numbers that are in use.
    expect(await spine.reconcile()).toBe(1);
    const [open] = await spine.messages.list({ state: 'open', channel: 'email' });
    await spine.registerMessages('email', [open?.uuid ?? '']);
    const [message] = await spine.messages.find([open?.uuid ?? ''], { raw: false });
    expect(message).toMatchObject({ state: 'registered' });
    const nummers = await spine.collection('klantcontacten').distinct('nummer');
    expect(nummers).toContain(message?.klantcontacten[0]?.nummer);
  } finally {
    await spine.close();
  }

  const refused = await intake(['restore', folder], { MONGODB_URI: stores.mongodbUri });
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('is niet leeg')]);
});

it('a damaged or unfinished backup is refused before anything is written', async () => {
  const folder = join(await temporaryFolder(), 'backup');
  expect((await intake(['backup', folder], { MONGODB_URI: stores.mongodbUri })).code).toBe(0);
  const again = await intake(['backup', folder], { MONGODB_URI: stores.mongodbUri });
  expect([again.code, again.err]).toEqual([1, expect.stringContaining('is niet leeg')]);
  const file = join(folder, 'klantcontacten.bson');
  const bytes = await readFile(file);
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  await writeFile(file, bytes);
  const damaged = await intake(['restore', folder], { MONGODB_URI: third.mongodbUri });
  expect([damaged.code, damaged.err]).toEqual([1, expect.stringContaining('controlesom klopt niet')]);
  const none = await intake(['restore', await temporaryFolder()], { MONGODB_URI: third.mongodbUri });
  expect([none.code, none.err]).toEqual([1, expect.stringContaining('geen (hele) backup')]);
  const spine = await createSpine(third);
  expect((await everything(spine.mongo)).get('klantcontacten')).toBeUndefined();
  await spine.close();
});

it('on half a backup nothing starts, reads or restores until it is thrown away', async () => {
  const folder = join(await temporaryFolder(), 'backup');
  expect((await intake(['backup', folder], { MONGODB_URI: stores.mongodbUri })).code).toBe(0);
  const mongo = await connectMongo(half.mongodbUri);
  try {
    const dies = (naam: string) => {
      if (naam === 'klantcontacten') throw new Error('killed');
    };
    const restoring = restoreBackup(mongo, folder, await readManifest(folder), new Date(), dies);
    await expect(restoring).rejects.toThrow('killed');
    expect(await mongo.connection.collection('messages').countDocuments({})).toBeGreaterThan(0);
    await expect(startOnStores(half, await temporaryFolder(), 'http', { kanalen: {} })).rejects.toMatchObject({
      code: 'restore-unfinished',
    });
    for (const args of [['restore', folder], ['backup', `${folder}-2`], ['messages']]) {
      const { code, err } = await intake(args, { MONGODB_URI: half.mongodbUri });
      expect([code, err], args.join(' ')).toEqual([1, expect.stringContaining('gooi deze database dan weg')]);
    }
    const INTAKE_CONFIG = join(folder, 'intake.yaml');
    await writeFile(INTAKE_CONFIG, 'gemeente: Voorbeeldstad\nkanalen: {}\nafdelingen: [{ code: KCC, naam: KCC }]\n');
    const variables = { INTAKE_CONFIG, MONGODB_URI: half.mongodbUri, REDIS_URL: half.redisUrl };
    expect(await intake(['reconcile'], variables)).toMatchObject({
      code: 1,
      err: expect.stringContaining('gooi deze database dan weg') as string,
    });
    await mongo.connection.dropDatabase();
    expect((await intake(['restore', folder], { MONGODB_URI: half.mongodbUri })).code).toBe(0);
    expect((await intake(['messages'], { MONGODB_URI: half.mongodbUri })).code).toBe(0);
  } finally {
    await mongo.close();
  }
});
