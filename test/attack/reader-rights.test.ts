import { fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { commandLineOf } from '#infrastructure/embedded/process-signals.ts';
import { findIsolation, withoutNamespaces } from '#infrastructure/readers/isolation.ts';
import { createReaderProcess } from '#infrastructure/readers/reader-process.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { openFilesOf, readerPid } from '#test/support/readers/open-files-of.ts';
import { openTargets } from '#test/support/readers/open-targets.ts';
import { probeReader, probeUnguarded, type Isolate } from '#test/support/readers/probe-reader.ts';
import { READER_KINDS, type ReaderKind } from '#test/support/readers/reader-kinds.ts';

const stores = isolatedStores();
/** Of the servers that have a port: one of ours may listen on a socket, and sockets are tried as well. */
const SERVERS = [stores.mongodbUri, stores.redisUrl].flatMap((url) => Number(new URL(url).port) || []);
const OPEN_FILE = fileURLToPath(new URL('../support/readers/open-file.child.ts', import.meta.url));
const SECRET = 'INTAKE_TEST_SECRET';
process.env[SECRET] = 'geheim';

const KINDS = Object.entries(READER_KINDS);
const WALLS: [string, Isolate][] = [
  ['with what the kernel lets us do', findIsolation],
  ['where the kernel lets us nothing', () => Promise.resolve(withoutNamespaces())],
];
/** What no process gets like this, walls or not. */
const NEVER =
  /^import \/|\/proc\/\d+\/mem|\/proc\/1\/|^(fetch|ask a name server|reach what is linked in|become another)/;

it('every channel that reads by itself is a kind of reader that is attacked here', () => {
  const files = readdirSync(new URL('../../channels', import.meta.url), { recursive: true, encoding: 'utf8' });
  const reading = files.flatMap((file) => /(\w+)\.normalise\.ts$/.exec(file)?.[1] ?? []);
  expect(Object.keys(READER_KINDS).sort()).toEqual(reading.sort());
});

it('the attempts are real ones: a process without walls gets all of it', { timeout: 120_000 }, async () => {
  const { targets, visits } = await openTargets(SERVERS);
  const attempts = await probeUnguarded({ ...targets, wasm: false });
  const refused = Object.keys(attempts).filter((name) => attempts[name] === 'refused');
  expect(refused.filter((name) => !NEVER.test(name))).toEqual([]);
  expect(visits()).toBeGreaterThan(10);
});

describe.each(WALLS)('a reader that was taken over by what it read, %s', (_, isolate) => {
  it.each(KINDS)('%s: sees no secret, no file and no network, and starts nothing', async (_kind, { unit }) => {
    const { targets, visits } = await openTargets(SERVERS);
    const before = readdirSync(targets.folder);
    const attempts = await probeReader({ ...targets, wasm: unit.rights.wasm }, unit.rights, isolate);
    expect(Object.keys(attempts).length).toBeGreaterThan(100);
    expect(Object.entries(attempts).filter(([, got]) => got !== 'refused')).toEqual([]);
    expect(visits()).toBe(0);
    expect(readdirSync(targets.folder)).toEqual(before);
  });
});

describe.each(WALLS)('a reader of sound messages, %s', (_, isolate) => {
  let close = () => undefined as void;
  afterEach(() => {
    close();
  });
  const start = ({ unit }: ReaderKind) => {
    const reader = createReaderProcess({ ...unit, isolate });
    close = reader.close;
    return reader;
  };

  it.each(KINDS)('%s: reads them, and has nothing of ours', { timeout: 120_000 }, async (_kind, kind) => {
    const { module, settings } = kind.unit;
    const messages = await kind.messages();
    const reader = start(kind);
    for (const [place, { input, words }] of messages.entries()) {
      const answers = await reader.run({ module: module.href, settings, inputs: [input] }, kind.unit);
      expect(JSON.stringify(answers)).toContain(words);
      if (place === 0) checkHoldsNothing(readerPid());
    }
  });
});

it('a file that our own starter left open is not open in a reader', async () => {
  const path = fileURLToPath(import.meta.url);
  const secret = openSync(path, 'r');
  const none = Array.from({ length: 36 }, () => 'ignore' as const);
  const program = fork(OPEN_FILE, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc', ...none, secret] });
  const [seen] = (await once(program, 'message')) as [{ ours: string[]; readers: string[] }];
  closeSync(secret);
  expect(seen.ours).toContain(path);
  expect(seen.readers).not.toContain(path);
});

/** Seen from outside: what the process was started with, and what it has open. */
function checkHoldsNothing(pid: number): void {
  const environment = readFileSync(`/proc/${pid}/environ`, 'utf8')
    .split('\0')
    .filter((line) => line !== '');
  expect(environment.filter((line) => !/^(NODE_CHANNEL_\w+|TZ|PWD)=/.test(line))).toEqual([]);
  const open = openFilesOf(pid);
  // libuv holds its root folder open to have a descriptor in hand.
  const own = readlinkSync(`/proc/${pid}/root`);
  expect(open.filter((one) => one !== own && !/^(\/dev\/null|pipe:|anon_inode:|socket:)/.test(one))).toEqual([]);
  expect(open.filter((one) => one.startsWith('socket:'))).toHaveLength(1);
  expect(readlinkSync(`/proc/${pid}/cwd`)).toBe(own);
  expect(commandLineOf(pid)).toContain('--permission');
}
