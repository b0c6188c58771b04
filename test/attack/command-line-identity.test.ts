import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPublishRules } from '#application/publish-rules.ts';
import { createAuditRepository } from '#infrastructure/mongo/audit-repository.ts';
import { createRulesRepository } from '#infrastructure/mongo/rules-repository.ts';
import { parseConfig } from '#main/config/load-config.ts';
import { toGoverningRules } from '#main/governing-rules.ts';
import { intakeInProcess as intake } from '#test/support/cli/intake-in-process.ts';
import { asOperator, OPERATOR_PASSWORD, withAccounts } from '#test/support/cli/operator.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createParkedWorld, type ParkedWorld } from '#test/support/parked/create-parked-world.ts';
import { writeConfig } from '#test/support/program-environment.ts';

const stores = isolatedStores();
const UNIX = `opdrachtregel:${userInfo().username}`;
let world: ParkedWorld;
let folder = '';
let INTAKE_CONFIG = '';
let uuid = '';
beforeAll(async () => {
  world = await createParkedWorld(stores);
  folder = await mkdtemp(join(tmpdir(), 'intake-identity-'));
  const config = await withAccounts();
  INTAKE_CONFIG = writeConfig(folder, config);
  await startWith(config);
});
beforeEach(async () => {
  ({ uuid } = await world.parkOne());
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

/** What the program does at its start. */
async function startWith(config: object) {
  const { connection } = world.mongo;
  const publish = createPublishRules({
    rules: createRulesRepository(connection),
    audit: createAuditRepository(connection),
    clock: { now: () => new Date() },
  });
  await publish(toGoverningRules(parseConfig({ gemeente: 'Voorbeeldstad', ...config })));
}

const run = (args: readonly string[], variables: Record<string, string | undefined> = {}) =>
  intake(args, { MONGODB_URI: stores.mongodbUri, INTAKE_CONFIG, ...variables });
const doors = async () =>
  (
    await world
      .collection('audit')
      .find({ 'objecten.uuid': uuid, door: { $ne: 'intake' } })
      .toArray()
  ).map(({ door, via }) => [door, via]);
const otherConfig = async (name: string, config: object) => {
  const path = join(folder, name);
  await writeFile(path, JSON.stringify({ gemeente: 'Voorbeeldstad', ...config }));
  return path;
};

describe('what citizens wrote, and what becomes of it', () => {
  test.each([
    ['parked', 'show'],
    ['parked', 'export', 'UIT'],
    ['parked', 'retry'],
    ['parked', 'discard', '--reason', 'reclame'],
    ['parked', 'reopen', '--reason', 'vergissing'],
    ['parked', 'correct', '--onderwerp', 'x'],
    ['parked', 'register', '--onderwerp', 'x'],
  ])('is for nobody without a name (%s %s)', async (command, sub, ...rest) => {
    const where = rest[0] === 'UIT' ? [join(folder, `uit-${uuid}`)] : rest;
    const { code, out, err } = await run([command, sub, uuid, ...where]);
    expect(code).toBe(77);
    expect(out).toBe('');
    expect(err).toContain('--als');
    expect((await world.messageOf(uuid)).state).toBe('parked');
    expect((await world.messageOf(uuid)).herstel).toBeUndefined();
    expect(await doors()).toEqual([]);
    expect(await readdir(folder)).toEqual(['intake.yaml']);
  });

  test('nor all of it at once, nor that of one person', async () => {
    expect((await run(['parked', 'export', join(folder, 'alles')])).code).toBe(77);
    expect((await run(['parked', 'import', folder])).code).toBe(77);
    expect((await run(['export-person', '--email', 'a@b.example', '--out', join(folder, 'inzage')])).code).toBe(77);
    expect((await run(['erase-person', '--email', 'a@b.example', '--reden', 'verzoek'])).code).toBe(77);
    expect((await run(['sessies', 'list', '--gebruikersnaam', 'anna'])).code).toBe(77);
  });

  test('is written under the account that was proved, and through what', async () => {
    expect((await run(['parked', 'show', uuid, '--als', 'dirk'], { INTAKE_WACHTWOORD: OPERATOR_PASSWORD })).code).toBe(
      0,
    );
    expect((await run(['parked', 'retry', uuid], asOperator())).code).toBe(0);
    const found = await doors();
    expect(found.length).toBeGreaterThanOrEqual(2);
    for (const line of found) expect(line).toEqual(['dirk', 'opdrachtregel']);
    expect((await world.messageOf(uuid)).herstel?.wijzigingen.at(-1)?.door).toBe('dirk');
  });

  test('a password may come from a file', async () => {
    const file = await otherConfig('wachtwoord', {});
    await writeFile(file, `${OPERATOR_PASSWORD}\n`);
    const given = { INTAKE_GEBRUIKER: 'dirk', INTAKE_WACHTWOORD_BESTAND: file };
    expect((await run(['parked', 'show', uuid], given)).code).toBe(0);
  });

  test('is for operators: a colleague of the KCC is refused', async () => {
    expect((await run(['parked', 'show', uuid], asOperator('anna'))).code).toBe(77);
  });

  test.each([
    ['a wrong password', asOperator('dirk', 'verkeerd'), 'dirk'],
    ['an account that is not there', asOperator('niemand', 'verkeerd'), 'onbekend'],
  ])('%s is refused with a line in the audit log', async (_title, given, door) => {
    await world.collection('audit').deleteMany({ handeling: 'inloggen-geweigerd' });
    const { code, err } = await run(['parked', 'show', uuid], given);
    expect(code).toBe(77);
    expect(err).not.toContain('verkeerd');
    const lines = await world.collection('audit').find({ handeling: 'inloggen-geweigerd' }).toArray();
    expect(lines.map((line) => [line['door'], line['via']])).toEqual([[door, UNIX]]);
  });
});

describe('a configuration of one’s own', () => {
  test('does not make an account: the program knows it by another password', async () => {
    const forged = await otherConfig('vals.yaml', await withAccounts({}, 'Zelf-gekozen-wachtwoord'));
    const given = { INTAKE_CONFIG: forged, ...asOperator('dirk', 'Zelf-gekozen-wachtwoord') };
    expect((await run(['parked', 'show', uuid], given)).code).toBe(77);
  });

  test('does not make a beheerder of a colleague', async () => {
    const config = await withAccounts();
    const accounts = config.toegang.accounts.map((one) => ({ ...one, rollen: ['beheerder'] }));
    const forged = await otherConfig('rollen.yaml', { ...config, toegang: { accounts } });
    expect((await run(['parked', 'show', uuid], { INTAKE_CONFIG: forged, ...asOperator('anna') })).code).toBe(77);
  });

  test.each([
    ['left away', undefined],
    ['without accounts', 'leeg.yaml'],
  ])('%s does not make the question go away', async (_title, name) => {
    const config = name === undefined ? undefined : await otherConfig(name, await withAccounts({ toegang: {} }));
    expect((await run(['parked', 'show', uuid], { INTAKE_CONFIG: config })).code).toBe(77);
    expect((await run(['parked', 'show', uuid], { INTAKE_CONFIG: config, ...asOperator() })).code).toBe(77);
  });

  test('does not shorten how long records are kept', async () => {
    const config = await withAccounts({ bewaren: { email: { klantcontactenDagen: 1 } } });
    const { toegang } = JSON.parse(await readFile(INTAKE_CONFIG, 'utf8')) as {
      toegang: unknown;
    };
    const forged = await otherConfig('bewaren.yaml', { ...config, toegang });
    const { code, err } = await run(['retention', '--execute'], { INTAKE_CONFIG: forged, ...asOperator() });
    expect(code).toBe(77);
    expect(err).toContain('bewaren');
  });
});

describe('work of the machine', () => {
  test.each([
    [['messages']],
    [['trace', 'UUID']],
    [['parked', 'list']],
    [['retention', '--dry-run']],
    [['audit', 'export']],
  ])('needs no account (%j)', async (args) => {
    const { code } = await run(args.map((one) => (one === 'UUID' ? uuid : one)));
    expect(code).toBe(0);
  });

  test('a backup names the account on this machine, or the colleague who said who it was', async () => {
    expect((await run(['backup', join(folder, 'backup-1')])).code).toBe(0);
    expect((await run(['backup', join(folder, 'backup-2')], asOperator())).code).toBe(0);
    const lines = await world.collection('audit').find({ handeling: 'backup begonnen' }).toArray();
    expect(lines.map((line) => [line['door'], line['via']])).toEqual([
      [UNIX, 'opdrachtregel'],
      ['dirk', 'opdrachtregel'],
    ]);
  });

  test.each([[['messages', '--json', '--state', 'aside']], [['trace', 'UUID']], [['trace', 'UUID', '--json']]])(
    'shows no words of a colleague about a citizen (%j)',
    async (args) => {
      await world.release.discard(uuid, 'mevrouw Jansen belde al', 'anna');
      const typed = args.map((one) => (one === 'UUID' ? uuid : one));
      expect((await run(typed)).out).not.toContain('Jansen');
      expect((await run(typed, asOperator())).out).toContain('Jansen');
    },
  );
});

test('what rules a program brings stands in the audit log when they change, and not when they do not', async () => {
  await world.collection('audit').deleteMany({ handeling: /^spelregels/ });
  const config = await withAccounts({ parkeren: { vierOgen: true } });
  await startWith(config);
  await startWith(config);
  const lines = await world
    .collection('audit')
    .find({ handeling: /^spelregels/ })
    .toArray();
  expect(lines.map((line) => line['handeling'])).toEqual(['spelregels-gewijzigd: vierOgen aan, accounts']);
  await startWith(JSON.parse(await readFile(INTAKE_CONFIG, 'utf8')) as object);
});
