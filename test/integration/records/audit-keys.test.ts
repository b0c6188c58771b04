import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createKeepHead } from '#application/audit/keep-head.ts';
import type { LogFacts } from '#application/ports/log.ts';
import { createHeadNoteFile, HEAD_FILE } from '#infrastructure/audit/head-note-file.ts';
import { auditKeyFile, ensureKeyFile } from '#infrastructure/audit/key-file.ts';
import { auditPlace } from '#main/audit-place.ts';
import { createAuditWorld } from '#test/support/audit/audit-world.ts';
import { ANDERE_SLEUTEL, SLEUTEL } from '#test/support/audit/keys.ts';
import { intake } from '#test/support/cli/intake.ts';
import { eventually } from '#test/support/eventually.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { writeConfig } from '#test/support/program-environment.ts';
import { silentLog } from '#test/support/spine/create-spine.ts';
import { startOnStores } from '#test/support/start-on-stores.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

// The command line is a process of its own each time: on a busy machine that adds up.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const stores = isolatedStores();
const empty = isolatedStores();
let world: Awaited<ReturnType<typeof createAuditWorld>>;
let folder: string;
const verify = (variables: Record<string, string>, ...args: string[]) =>
  intake(['audit', 'verify', ...args], { MONGODB_URI: stores.mongodbUri, DATA_DIR: folder, ...variables });
const configured = (audit: object, name = folder) => ({ INTAKE_CONFIG: writeConfig(name, { kanalen: {}, audit }) });

beforeAll(async () => {
  world = await createAuditWorld(stores);
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.empty();
  folder = await temporaryFolder();
  world.clock.at = Date.now();
  await world.register(2);
});

async function runProgram(config: object = {}, dataDir = folder) {
  const before = (await world.head()).blok;
  const program = await startOnStores(stores, dataDir, 'workers', { kanalen: {}, ...config });
  await world.audit.add([world.entry(Math.ceil(Math.random() * 1e9))]);
  await eventually(async () => (await world.head()).blok > before, { what: 'a block', deadlineMs: 30_000 });
  await program.stop();
}

describe('the key that seals', () => {
  it('is made at the first start where none is configured, for this account alone, and kept', async () => {
    await runProgram();
    const text = await readFile(auditKeyFile(folder), 'utf8');
    expect(Buffer.from(text, 'base64')).toHaveLength(32);
    expect((await stat(auditKeyFile(folder))).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, HEAD_FILE))).mode & 0o777).toBe(0o600);
    await runProgram();
    expect(await readFile(auditKeyFile(folder), 'utf8')).toBe(text);
    const found = await verify({});
    expect([found.code, found.out], found.err).toEqual([0, expect.stringContaining('In orde')]);
  });

  it('is one for all processes that start at once', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => ensureKeyFile(folder)));
    expect(new Set(made.map(({ text }) => text)).size).toBe(1);
    expect(made.filter(({ isNew }) => isNew)).toHaveLength(1);
  });

  it('of the configuration goes before it, and can be changed while the old one still proves', async () => {
    await runProgram({ audit: { sleutel: SLEUTEL } });
    expect((await verify(configured({ sleutel: SLEUTEL }))).code).toBe(0);
    expect(await verify({})).toMatchObject({ code: 1, out: expect.stringContaining('NIET TE BEWIJZEN') as string });
    expect((await verify(configured({ sleutel: ANDERE_SLEUTEL }))).code).toBe(1);
    const both = { sleutel: ANDERE_SLEUTEL, eerdere: [SLEUTEL] };
    await runProgram({ audit: both });
    const found = await verify(configured(both));
    expect([found.code, found.out], found.err).toEqual([0, expect.stringContaining('In orde')]);
    expect(await verify(configured({ sleutel: SLEUTEL }))).toMatchObject({ code: 1 });
  });

  it('that is lost stops the sealing, until somebody configures that the chain goes on without proof of before', async () => {
    await runProgram({ audit: { sleutel: SLEUTEL } });
    const head = await world.head();
    const program = await startOnStores(stores, folder, 'workers', { kanalen: {}, audit: { sleutel: ANDERE_SLEUTEL } });
    await program.stop();
    expect(await world.head()).toEqual(head);
    const aanvaard = { sleutel: ANDERE_SLEUTEL, aanvaard: `${head.blok}:${head.hash}` };
    await runProgram({ audit: aanvaard });
    const found = await verify(configured(aanvaard));
    expect([found.code, found.out], found.err).toEqual([0, expect.stringContaining('zonder bewijs')]);
    const other = { ...aanvaard, aanvaard: `${head.blok}:${'0'.repeat(64)}` };
    expect(await verify(configured(other))).toMatchObject({ code: 1, out: expect.stringContaining('anker') as string });
  });

  it('is asked for even when the rest of the configuration is not in order', async () => {
    await runProgram({ audit: { sleutel: SLEUTEL } });
    const INTAKE_CONFIG = join(folder, 'half.yaml');
    await writeFile(INTAKE_CONFIG, `kanalen: { email: "\${NIET_HIER}" }\naudit: { sleutel: "${SLEUTEL}" }\n`);
    expect((await verify({ INTAKE_CONFIG })).code).toBe(0);
    await writeFile(INTAKE_CONFIG, 'audit: { sleutel: welkom01 }\n');
    expect(await verify({ INTAKE_CONFIG })).toMatchObject({
      code: 78,
      err: expect.stringContaining('audit.sleutel') as string,
    });
  });
});

describe('the end of the chain is written down outside the database', () => {
  it('at each seal, in DATA_DIR, so that an older copy of the database is found', async () => {
    await runProgram();
    await world.raw('auditzegels').deleteMany({ _id: { $gt: 0 } as never });
    const found = await verify({});
    expect([found.code, found.out], found.err).toEqual([1, expect.stringContaining(HEAD_FILE)]);
    // The program goes on, and leaves what it wrote down as it was.
    const noted = await readFile(join(folder, HEAD_FILE), 'utf8');
    await runProgram();
    expect(await readFile(join(folder, HEAD_FILE), 'utf8')).toBe(noted);
    expect((await verify({})).code).toBe(1);
  });

  it('in the ordinary log, from which verify takes it as an anchor', async () => {
    const lines: string[] = [];
    const write = (level: string) => (facts: LogFacts, msg: string) =>
      void lines.push(JSON.stringify({ level, ...facts, msg }));
    const log = { ...silentLog, info: write('info'), error: write('error') };
    const note = createHeadNoteFile(folder, auditPlace(stores.mongodbUri, world.connection.name));
    const { audit, clock } = world;
    const { keep } = createKeepHead({ audit, note, clock, log });
    const told = () => lines.filter((line) => line.includes('audit-head"'));
    await world.block(1);
    await keep(await world.head());
    await world.block(3);
    await keep(await world.head());
    expect(told()).toHaveLength(1);
    clock.at += 10 * 60_000;
    await keep(await world.head());
    await world.block(5);
    await keep(await world.head(), { now: true });
    expect(told().map((line) => (JSON.parse(line) as { blok: number }).blok)).toEqual([1, 2, 3]);
    const file = join(folder, 'program.log');
    await writeFile(file, `{"msg":"started"}\n${lines.join('\n')}\ngeen json\n`);
    const config = configured({ sleutel: SLEUTEL });
    expect((await verify(config, '--anker', file)).code).toBe(0);
    await world.raw('auditzegels').deleteOne({ _id: 3 as never });
    await world.raw().deleteMany({ _id: { $in: [5, 6].map(world.id) as never[] } });
    expect((await verify({ ...config, DATA_DIR: await temporaryFolder() })).code).toBe(0);
    expect(await verify({ ...config, DATA_DIR: await temporaryFolder() }, '--anker', file)).toMatchObject({
      code: 1,
      out: expect.stringContaining('blok 3') as string,
    });
    await keep(await world.head());
    expect(lines.at(-1)).toContain('audit-head-lost');
  });

  it('and in a backup, which is an anchor as well, and is held against what is put back', async () => {
    await runProgram();
    const backup = join(folder, 'backup');
    expect((await intake(['backup', backup], { MONGODB_URI: stores.mongodbUri })).code).toBe(0);
    const { auditKop } = JSON.parse(await readFile(join(backup, 'manifest.json'), 'utf8')) as { auditKop: object };
    expect(auditKop).toEqual(await world.head());
    expect((await verify({}, '--anker', backup)).code).toBe(0);
    const restored = await intake(['restore', backup], { MONGODB_URI: empty.mongodbUri, DATA_DIR: folder });
    expect([restored.code, restored.out], restored.err).toEqual([
      0,
      expect.stringContaining('auditlogboek eindigt nu'),
    ]);
    const there = { MONGODB_URI: empty.mongodbUri };
    expect((await verify(there, '--anker', backup)).code).toBe(0);
    await world.raw('auditzegels').deleteMany({});
    expect(await verify({ DATA_DIR: await temporaryFolder() }, '--anker', backup)).toMatchObject({ code: 1 });
    expect((await verify({}, '--anker', join(folder, 'nergens'))).code).toBe(64);
    expect((await verify({}, '--anker', folder)).code).toBe(1);
  });
});
