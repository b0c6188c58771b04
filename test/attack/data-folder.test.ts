import { chmodSync, chownSync, lchownSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lockDataDir } from '#infrastructure/embedded/data-dir-lock.ts';
import { runMongodbCommand } from '#infrastructure/embedded/mongodb-command.ts';
import { createOwnCertificate } from '#infrastructure/embedded/own-certificate.ts';
import { startEmbeddedServers } from '#infrastructure/embedded/start-embedded-servers.ts';
import { isRoot, NOBODY } from '#test/support/attack/stranger.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const ONLY_ROOT = 'Skipped: only root can give files to another account';
const take = (folder: string) => {
  const lock = lockDataDir(folder);
  lock.release();
};
const NOT_OURS = expect.objectContaining({ code: 'data-dir-not-ours', kind: 'rejected' });

describe('a data folder that another account had a hand in is refused', () => {
  it('one that is theirs', async ({ skip }) => {
    if (!isRoot) skip(ONLY_ROOT);
    const folder = join(await temporaryFolder(), 'data');
    mkdirSync(folder);
    chownSync(folder, NOBODY, NOBODY);
    expect(() => take(folder)).toThrow(NOT_OURS);
  });

  it('a link of theirs, laid where the folder was to come', async ({ skip }) => {
    if (!isRoot) skip(ONLY_ROOT);
    const place = await temporaryFolder();
    const ours = await temporaryFolder();
    chmodSync(place, 0o1777);
    const folder = join(place, 'data');
    symlinkSync(ours, folder);
    lchownSync(folder, NOBODY, NOBODY);
    expect(() => take(folder)).toThrow(NOT_OURS);
    expect(statSync(ours).mode & 0o777).toBe(0o700);
  });

  it.each(['data', 'diep/data'])('%s in a place where anybody can put another in its stead', async (name) => {
    const place = await temporaryFolder();
    chmodSync(place, 0o777);
    expect(() => take(join(place, name))).toThrow(NOT_OURS);
  });

  it('and a link of our own is what it always was', async () => {
    const folder = join(await temporaryFolder(), 'data');
    symlinkSync(await temporaryFolder(), folder);
    expect(() => take(folder)).not.toThrow();
  });
});

const SKIP_REDIS = { redisUrl: 'redis://127.0.0.1:9' };
const keyOf = (folder: string) => readFileSync(join(folder, 'mongodb', 'sleutel.pem'), 'utf8');

async function start(dataDir: string) {
  const said: string[] = [];
  const servers = await startEmbeddedServers({ dataDir, report: (line) => said.push(line), ...SKIP_REDIS });
  onTestFinished(() => servers.stop());
  return { servers, said };
}

it('the key is kept, and made anew once others could have read it', async () => {
  const folder = join(await temporaryFolder(), 'data');
  await (await start(folder)).servers.stop();
  const first = keyOf(folder);
  await (await start(folder)).servers.stop();
  expect(keyOf(folder)).toBe(first);
  chmodSync(folder, 0o755);
  chmodSync(join(folder, 'mongodb'), 0o755);
  const { servers, said } = await start(folder);
  expect(said.join(' ')).toMatch(/was ook voor anderen toegankelijk/);
  await servers.stop();
  expect(keyOf(folder)).not.toBe(first);
  expect(statSync(join(folder, 'mongodb')).mode & 0o777).toBe(0o700);
});

it('strangers who knock and say nothing keep nobody out, and the key of another folder opens nothing', async () => {
  const { servers } = await start(join(await temporaryFolder(), 'data'));
  const { port } = new URL(servers.mongodbUri);
  const place = { host: '127.0.0.1', port: Number(port) };
  const silent = Array.from({ length: 100 }, () => createConnection(place).on('error', () => undefined));
  onTestFinished(() => silent.forEach((socket) => socket.destroy()));
  const pem = createOwnCertificate();
  const stranger = connectTls({ ...place, cert: pem, key: pem, rejectUnauthorized: false });
  stranger.on('secureConnect', () => stranger.write('x'));
  expect(await once(stranger, 'error')).toEqual([
    expect.objectContaining({ code: expect.stringMatching(/SSL|RESET/) }),
  ]);
  expect(await runMongodbCommand(servers.mongodbUri, { ping: 1 })).toMatchObject({ ok: 1 });
});

it('a long path, or one with characters that mean something in an address, is no obstacle', async () => {
  const folder = join(await temporaryFolder(), `Gegevens & ${'lang '.repeat(20)}`, 'data');
  const servers = await startEmbeddedServers({ dataDir: folder, report: () => undefined });
  onTestFinished(() => servers.stop());
  const { pathname } = new URL(servers.redisUrl);
  expect(Buffer.byteLength(pathname)).toBeLessThan(104);
  expect(statSync(join(pathname, '..')).mode & 0o777).toBe(0o700);
  expect(await runMongodbCommand(servers.mongodbUri, { ping: 1 })).toMatchObject({ ok: 1 });
});
