import { execFileSync } from 'node:child_process';
import { readdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import { runCli } from '#main/cli/run-cli.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createSpine, newMessage } from '#test/support/spine/create-spine.ts';
import { settings } from '#test/support/spine/register-settings.ts';
import { askQuestion } from '#test/support/taken/ask-question.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const stores = isolatedStores();
let spine: Awaited<ReturnType<typeof createSpine>>;
const HOSTILE =
  '\u001b[2J\u001b]8;;http://elders.example\u0007klik\u001b]8;;\u0007\u009b31m\u202egpj.exe\nsleutel  email  parked\r\t\u2066=HYPERLINK("http://elders.example")\ud800';
const key = `email:info:<${HOSTILE}@elders.example>`;
const uuid = deterministicUuid(key, 'message');

/** One run of the command line, in this process. */
async function run(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runCli(
    args,
    { MONGODB_URI: stores.mongodbUri },
    {
      out: (line) => void out.push(line),
      err: (line) => void err.push(line),
      write: () => Promise.resolve(),
      isInteractive: false,
    },
  );
  return { code, out, err };
}

beforeAll(async () => {
  spine = await createSpine(stores);
  const message = {
    ...newMessage(`Subject: ${HOSTILE}\n\nunreadable`, 1),
    key,
    uuid,
    location: `INBOX/${HOSTILE}`,
    aliases: [HOSTILE],
  };
  await spine.acceptMessages([message]);
  await spine.parkMessage(uuid, { code: 'mail-unreadable', detail: HOSTILE });
});
afterAll(() => spine.close());

// eslint-disable-next-line no-control-regex
const COMMANDS = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

test.each([
  [['messages'], 1],
  [['messages', '--json'], 1],
  [['parked', 'list'], 1],
  [['parked', 'list', '--json'], 1],
  [['parked', 'show', uuid, '--text'], undefined],
  [['parked', 'show', uuid, '--json'], 1],
  [['trace', uuid], undefined],
  [['trace', uuid, '--json'], 1],
  [['trace', HOSTILE], undefined],
  [['audit', 'export', '--regels'], undefined],
  [['audit', 'verify'], undefined],
  [['retention', '--verklaringen'], undefined],
  [['parked', 'retry', `${HOSTILE}-bestaat-niet`], undefined],
  [['messages', '--channel', HOSTILE], undefined],
  [[HOSTILE], undefined],
] as const)('%j writes nothing that a terminal would obey, and one line per message', async (args, lines) => {
  const { out, err } = await run(...args);
  for (const line of [...out, ...err]) expect(line).not.toMatch(COMMANDS);
  if (lines !== undefined) expect(out).toHaveLength(lines);
});

test('what a program reads is the value as it was', async () => {
  const { out } = await run('messages', '--json');
  expect((JSON.parse(out[0] ?? '') as { key: string }).key).toBe(key.toWellFormed());
});

test('what somebody gets of their own data is files of safe names and a page in which nothing runs', async () => {
  const email = 'kwaad@elders.example';
  const onderwerp = '=1+1<script>alert(1)</script><img src=x onerror=alert(2)>\u202egnp';
  await askQuestion(spine.register, settings, async (message) => spine.messages.accept([message], undefined), {
    onderwerp,
    email,
  });
  const folder = join(await temporaryFolder(), 'inzage');
  const { code, out } = await run('export-person', '--email', email, '--out', folder);
  expect(code, out.join()).toBe(0);
  for (const name of await readdir(folder, { recursive: true })) expect(name).toMatch(/^[\w./ -]+$/);
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  expect(page).toContain("default-src 'none'");
  expect(page).toContain('onerror');
  expect(page).not.toMatch(/<(script|img|svg|iframe|link)|[\u202a-\u202e]/);
});

test('a folder of parked messages is written under names of our own and read without leaving it', async () => {
  const folder = join(await temporaryFolder(), 'uitvoer');
  expect((await run('parked', 'export', folder)).code).toBe(0);
  const names = (await readdir(folder)).sort();
  expect(names).toEqual([`${uuid}.json`, `${uuid}.ontvangen.eml`]);
  for (const name of names) expect(name).toMatch(/^[0-9a-f-]{36}\.[a-z.]+$/);

  // Exported again where somebody put a link: what it points at stays as it is.
  const target = join(await temporaryFolder(), 'doel');
  await writeFile(target, 'onaangeroerd');
  const trap = join(await temporaryFolder(), 'valstrik');
  execFileSync('mkdir', [trap]);
  await symlink(target, join(trap, `${uuid}.ontvangen.eml`));
  expect((await run('parked', 'export', trap)).code).not.toBe(0);
  expect(await readFile(target, 'utf8')).toBe('onaangeroerd');
});

test.each<[string, (folder: string) => Promise<void>]>([
  ['a link to a file of this machine', (folder) => symlink('/etc/passwd', join(folder, `${uuid}.hersteld.eml`))],
  ['a link to an endless device', (folder) => symlink('/dev/zero', join(folder, `${uuid}.hersteld.eml`))],
  [
    'a pipe in which nobody writes',
    async (folder) => void execFileSync('mkfifo', [join(folder, `${uuid}.hersteld.eml`)]),
  ],
  ['a folder', async (folder) => void execFileSync('mkdir', [join(folder, `${uuid}.hersteld.eml`)])],
  [
    'a file of four gigabytes',
    async (folder) => {
      await writeFile(join(folder, `${uuid}.hersteld.eml`), '');
      await truncate(join(folder, `${uuid}.hersteld.eml`), 2 ** 32);
    },
  ],
  [
    'another description of it',
    (folder) => writeFile(join(folder, `${uuid}.json`), '{"bericht":{"__proto__":{"uuid":"x"}}}'),
  ],
  ['a description nested without end', (folder) => writeFile(join(folder, `${uuid}.json`), '['.repeat(1_000_000))],
  [
    'a description that is a link',
    async (folder) => {
      execFileSync('rm', [join(folder, `${uuid}.json`)]);
      await symlink('/dev/zero', join(folder, `${uuid}.json`));
    },
  ],
])('a folder with %s beside the message is said to be wrong, at once', async (_, spoil) => {
  const folder = join(await temporaryFolder(), 'uitvoer');
  await run('parked', 'export', folder);
  await spoil(folder);
  const start = performance.now();
  const { code, err } = await run('parked', 'import', folder, '--retry');
  expect(performance.now() - start).toBeLessThan(5_000);
  expect(code).toBe(1);
  expect(err.join()).toContain(uuid);
  expect((await spine.messages.find([uuid], { raw: false }))[0]).toMatchObject({ state: 'parked' });
});
