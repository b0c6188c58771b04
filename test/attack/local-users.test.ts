import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readInstance } from '#infrastructure/embedded/data-dir-lock.ts';
import { createOwnCertificate } from '#infrastructure/embedded/own-certificate.ts';
import { commandLineOf } from '#infrastructure/embedded/process-signals.ts';
import { listeningPorts } from '#test/support/attack/listening-ports.ts';
import { isRoot, startStranger } from '#test/support/attack/stranger.ts';
import { withDatabase } from '#test/support/isolated-stores.ts';
import { writeConfig } from '#test/support/program-environment.ts';
import { eventually } from '#test/support/eventually.ts';

/**
 * Another account of the machine against a program on embedded servers, whose operator thought of nothing: started with
 * the usual umask, its data folder and its scan folder made beforehand with the usual rights.
 */
const ENTRY = fileURLToPath(new URL('../../src/main/index.ts', import.meta.url));
const MARK = '%PDF-1.4 Een brief die niemand anders mag lezen';
let root: string;
let dataDir: string;
let scanMap: string;
let said: string[];
let program: ReturnType<typeof spawn>;
let stranger: Awaited<ReturnType<typeof startStranger>>;

beforeAll(async () => {
  if (!isRoot) return;
  root = mkdtempSync(join(tmpdir(), 'klantcontact-buren-'));
  chmodSync(root, 0o755);
  dataDir = join(root, 'data');
  scanMap = join(root, 'scans');
  // The rights are given afterwards: the umask of the tests takes them away.
  for (const folder of [dataDir, scanMap, join(scanMap, 'in')]) {
    mkdirSync(folder);
    chmodSync(folder, 0o755);
  }
  const scan = join(scanMap, 'in', 'brief.pdf');
  writeFileSync(scan, MARK);
  chmodSync(scan, 0o644);
  const config = writeConfig(root, { kanalen: { brief: { map: scanMap } } });
  program = spawn('/bin/sh', ['-c', 'umask 022; exec "$0" "$1"', process.execPath, ENTRY], {
    env: {
      ...process.env,
      INTAKE_CONFIG: config,
      DATA_DIR: dataDir,
      PORT: '0',
      MONGODB_URI: '',
      REDIS_URL: '',
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  said = [];
  if (program.stdout === null) throw new Error('no output');
  const lines = createInterface({ input: program.stdout });
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      said.push(line);
      if (line.startsWith('Klaar: ')) resolve();
    });
    program.once('exit', (code) => reject(new Error(`ended with ${code}: ${said.join(' | ')}`)));
  });
  stranger = await startStranger();
});
afterAll(async () => {
  if (!isRoot) return;
  stranger.stop();
  const ended = once(program, 'exit');
  program.kill('SIGTERM');
  await ended;
  rmSync(root, { recursive: true, force: true });
});

beforeEach(({ skip }) => {
  if (!isRoot) skip('Skipped: only root can act as another account');
});

const instance = () => readInstance(dataDir);
const pidOf = (server: string) => serverProcesses().find(({ folder }) => folder.includes(server))?.pid ?? 0;

function serverProcesses() {
  const files = everythingIn(dataDir).filter((path) => path.endsWith('/process.json'));
  return files.map((path) => ({ folder: path, pid: (JSON.parse(readFileSync(path, 'utf8')) as { pid: number }).pid }));
}

function everythingIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return [path, ...(lstatSync(path).isDirectory() ? everythingIn(path) : [])];
  });
}

it('the stranger is another account', () => {
  expect(stranger.awake).toEqual({ got: 'uid 65534' });
});

describe('another account of this machine', () => {
  const SESSION = { kind: 'insert', collection: 'sessions', id: 'ingeslopen' } as const;

  it('cannot write a session into the embedded database, whichever way it knocks', async () => {
    const ports = listeningPorts(pidOf('mongodb'));
    expect(ports).toHaveLength(1);
    const own = join(root, 'vreemd.pem');
    writeFileSync(own, createOwnCertificate());
    chmodSync(own, 0o644);
    const tls = 'tls=true&tlsInsecure=true';
    for (const query of ['', tls, `${tls}&tlsCertificateKeyFile=${encodeURIComponent(own)}`]) {
      const uri = `mongodb://127.0.0.1:${ports[0]}/klantcontact-intake?directConnection=true&${query}`;
      expect(await stranger.attempt({ ...SESSION, uri }), query).toEqual({ refused: expect.any(String) });
    }
  });

  it('cannot use the address that the program itself uses', async () => {
    const uri = withDatabase(instance()?.mongodbUri ?? '', 'klantcontact-intake');
    expect(await stranger.attempt({ ...SESSION, uri })).toEqual({ refused: expect.stringMatching(/EACCES/) });
  });

  it('finds no port of the queues, and may not use their socket', async () => {
    expect(listeningPorts(pidOf('redis'))).toEqual([]);
    const path = new URL(instance()?.redisUrl ?? '').pathname;
    const ping = { kind: 'talk', to: { path }, text: 'PING\r\n' } as const;
    expect(await stranger.attempt(ping)).toEqual({ refused: expect.stringMatching(/EACCES/) });
  });

  it('can neither list nor read what the program stores', async () => {
    expect(await stranger.attempt({ kind: 'list', path: dataDir })).toEqual({
      refused: expect.stringMatching(/EACCES/),
    });
    const paths = everythingIn(dataDir);
    expect(paths.length).toBeGreaterThan(10);
    const open = paths.filter((path) => (lstatSync(path).mode & 0o077) !== 0);
    expect(open).toEqual([]);
    const readable = paths.filter((path) => lstatSync(path).isFile());
    for (const path of readable.slice(0, 20)) {
      expect(await stranger.attempt({ kind: 'read', path })).toEqual({ refused: expect.stringMatching(/EACCES/) });
    }
  });

  it('cannot read a scan once the program has taken it', async () => {
    const archive = join(scanMap, 'archief');
    await eventually(
      () => everythingIn(scanMap).some((path) => !path.startsWith(join(scanMap, 'in')) && path.endsWith('.pdf')),
      {
        what: 'the scan was put away',
        deadlineMs: 30_000,
      },
    );
    const away = everythingIn(scanMap).filter((path) => path.endsWith('.pdf'));
    for (const path of away) {
      expect(await stranger.attempt({ kind: 'read', path })).toEqual({ refused: expect.stringMatching(/EACCES/) });
    }
    expect(await stranger.attempt({ kind: 'list', path: archive })).toEqual({ refused: expect.any(String) });
  });

  it('sees no secret in the command line of a server, nor in what the program says', () => {
    const lines = [...serverProcesses().map(({ pid }) => commandLineOf(pid)), ...said];
    expect(lines.join('\n')).not.toMatch(/requirepass|PRIVATE KEY|\/\/[^/\s]+:[^/\s]+@/);
  });
});

it('a data folder that others could enter is closed at the start, which is said', () => {
  expect(lstatSync(dataDir).mode & 0o777).toBe(0o700);
  expect(said.join('\n')).toMatch(/gegevensmap .*alleen .*dit account/);
});
