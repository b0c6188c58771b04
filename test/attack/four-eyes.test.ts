import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createPublishRules } from '#application/publish-rules.ts';
import { createAuditRepository } from '#infrastructure/mongo/audit-repository.ts';
import { createRulesRepository } from '#infrastructure/mongo/rules-repository.ts';
import { parseConfig } from '#main/config/load-config.ts';
import { toGoverningRules } from '#main/governing-rules.ts';
import { intakeInProcess as intake } from '#test/support/cli/intake-in-process.ts';
import { asOperator, withAccounts } from '#test/support/cli/operator.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createParkedWorld, type ParkedWorld } from '#test/support/parked/create-parked-world.ts';
import { writeConfig } from '#test/support/program-environment.ts';

const stores = isolatedStores();
let world: ParkedWorld;
let folder = '';
let INTAKE_CONFIG = '';
let uuid = '';
beforeAll(async () => {
  world = await createParkedWorld(stores, { vierOgen: true });
  folder = await mkdtemp(join(tmpdir(), 'intake-identity-'));
});
beforeEach(async () => {
  ({ uuid } = await world.parkOne());
  const two = await withAccounts({ parkeren: { vierOgen: true } });
  const [first, ...others] = two.toegang.accounts.toReversed();
  // Two operators: dirk, and bram who is one as well.
  const accounts = [
    first,
    ...others.map((one) => (one.gebruikersnaam === 'bram' ? { ...one, rollen: ['beheerder'] } : one)),
  ];
  const config = { ...two, toegang: { accounts } };
  INTAKE_CONFIG = writeConfig(folder, config);
  await startWith(config);
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

async function startWith(config: object) {
  const { connection } = world.mongo;
  const publish = createPublishRules({
    rules: createRulesRepository(connection),
    audit: createAuditRepository(connection),
    clock: { now: () => new Date() },
  });
  await publish(toGoverningRules(parseConfig({ gemeente: 'Voorbeeldstad', ...config })));
}

const discard = (variables: Record<string, string | undefined>) =>
  intake(['parked', 'discard', uuid, '--reason', 'reclame'], {
    MONGODB_URI: stores.mongodbUri,
    INTAKE_CONFIG,
    ...variables,
  });
const state = async () => (await world.messageOf(uuid)).state;

test('one person is one pair of eyes, on the screen and on the command line', async () => {
  expect(await world.release.discard(uuid, 'reclame', 'dirk')).toEqual({ kind: 'proposed' });
  expect((await discard(asOperator('dirk'))).code).toBe(1);
  expect(await state()).toBe('parked');
  expect((await discard(asOperator('bram'))).code).toBe(0);
  expect(await state()).toBe('aside');
});

test('and the other way round: proposed on the command line, not confirmed on the screen by the same', async () => {
  expect((await discard(asOperator('dirk'))).code).toBe(0);
  expect(await world.release.discard(uuid, '', 'dirk')).toEqual({ kind: 'needs-another', door: 'dirk' });
  expect(await state()).toBe('parked');
});

test('a configuration without the rule, or no configuration, does not take the rule away', async () => {
  const lax = JSON.parse(readFileSync(INTAKE_CONFIG, 'utf8')) as object;
  const path = join(folder, 'soepel.yaml');
  await writeFile(path, JSON.stringify({ ...lax, parkeren: { vierOgen: false } }));
  expect((await discard({ INTAKE_CONFIG: path, ...asOperator('dirk') })).out).toContain('Voorgesteld');
  expect((await discard({ INTAKE_CONFIG: path, ...asOperator('dirk') })).code).toBe(1);
  expect((await discard({ INTAKE_CONFIG: undefined })).code).toBe(77);
  expect(await state()).toBe('parked');
});

test('whoever has no account is no pair of eyes: neither to propose nor to confirm', async () => {
  const none = { ...(await withAccounts({ parkeren: { vierOgen: true } })), toegang: { accounts: [] } };
  INTAKE_CONFIG = writeConfig(folder, none);
  await startWith(none);
  const proposed = await discard({});
  expect(proposed.code).toBe(1);
  expect(proposed.err).toContain('account');
  expect(await world.release.discard(uuid, 'reclame', 'anna')).toEqual({ kind: 'proposed' });
  expect((await discard({})).code).toBe(1);
  expect(await state()).toBe('parked');
});

test('a proposal by somebody without an account counts for nothing: the next one proposes', async () => {
  const weggelegdVoorstel = { reden: 'reclame', door: 'opdrachtregel:node', op: new Date() };
  await world
    .collection('messages')
    .updateOne({ _id: uuid as never }, { $set: { herstel: { vervangingen: [], wijzigingen: [], weggelegdVoorstel } } });
  expect(await world.release.discard(uuid, 'reclame', 'anna')).toEqual({ kind: 'proposed' });
  expect(await state()).toBe('parked');
  expect(await world.release.discard(uuid, '', 'bram')).toEqual({ kind: 'released' });
});

test('undoing a discard takes two people as well, whichever road', async () => {
  await world.release.discard(uuid, 'reclame', 'anna');
  await world.release.discard(uuid, '', 'bram');
  const reopen = (variables: object) =>
    intake(['parked', 'reopen', uuid, '--reason', 'vergissing'], {
      MONGODB_URI: stores.mongodbUri,
      INTAKE_CONFIG,
      ...variables,
    });
  expect((await reopen(asOperator('dirk'))).out).toContain('Voorgesteld');
  expect(await world.reopen(uuid, '', 'dirk')).toEqual({ kind: 'needs-another', door: 'dirk' });
  expect(await state()).toBe('aside');
});

test('a folder that is read in brings no proposal by another along', async () => {
  await world.release.discard(uuid, 'reclame', 'bram');
  const out = join(folder, `uit-${uuid}`);
  const run = (...args: string[]) =>
    intake(['parked', ...args], { MONGODB_URI: stores.mongodbUri, INTAKE_CONFIG, ...asOperator('dirk') });
  expect((await run('export', out)).code).toBe(0);
  expect(await readFile(join(out, `${uuid}.json`), 'utf8')).toContain('bram');
  await world.collection('messages').deleteOne({ _id: uuid as never });
  await world.collection('taakdossiers').deleteMany({ messages: uuid });
  await run('import', out);
  expect(await state()).toBe('parked');
  expect((await discard(asOperator('dirk'))).out).toContain('Voorgesteld');
  expect(await state()).toBe('parked');
});
