import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

interface Service {
  image: string;
  build?: string;
  user: string;
  cap_drop: string[];
  cap_add?: string[];
  security_opt: string[];
  read_only: boolean;
  privileged?: boolean;
  pids_limit: number;
  mem_limit: string;
  networks: string[];
  ports?: string[];
  secrets: string[];
}
interface Compose {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean } | null>;
  secrets: Record<string, { file: string }>;
}

const run = promisify(execFile);
const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const read = (name: string) => readFile(path(name), 'utf8');
const PINNED = /^[a-z/]+:\d+\.\d+\.\d+[a-z-]*@sha256:[0-9a-f]{64}$/;

const text = await read('docker-compose.yml');
const compose = parse(text, { merge: true }) as Compose;
const services = Object.entries(compose.services);

describe('every container', () => {
  it.each(services)(
    '%s has no rights of root’s, gets none, and writes in its volume and in memory alone',
    (_, service) => {
      expect(service).toMatchObject({ cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'], read_only: true });
      expect([service.cap_add, service.privileged]).toEqual([undefined, undefined]);
      expect(service.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
      expect(service.pids_limit).toBeGreaterThan(0);
      expect(service.mem_limit).toMatch(/\d+[mg]\}$/);
    },
  );

  it('is an image of one exact content', async () => {
    const bases = [...(await read('Dockerfile')).matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    const images = services.filter(([, { build }]) => build === undefined).map(([, { image }]) => image);
    expect([...bases, ...images]).toHaveLength(4);
    for (const image of [...bases, ...images]) expect(image).toMatch(PINNED);
  });
});

describe('the servers of the containers', () => {
  it('are reached by the program alone, on a network without a way out', () => {
    expect(compose.networks['servers']).toEqual({ internal: true });
    for (const name of ['mongodb', 'valkey']) {
      expect(compose.services[name]).toMatchObject({ networks: ['servers'] });
      expect(compose.services[name]?.ports).toBeUndefined();
    }
  });

  it('have passwords that stand in files only, which are made afresh and are in no repository', async () => {
    expect(text).not.toMatch(/(mongodb|rediss?):\/\/|password: |--requirepass/i);
    const folder = join(await temporaryFolder(), 'geheimen');
    await run('sh', [path('.docker/make-secrets.sh'), folder]);
    const made = await readdir(folder);
    const wanted = Object.values(compose.secrets).map(({ file }) => file.replace('./geheimen/', ''));
    expect(made.sort()).toEqual(wanted.sort());
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    const word = async (name: string) => (await readFile(join(folder, name), 'utf8')).trim();
    expect(await word('mongodb_uri')).toContain(`:${await word('mongodb_password')}@mongodb:27017/`);
    expect(await word('redis_url')).toBe(`redis://:${await word('valkey_password')}@valkey:6379`);
    const passwords = [
      await word('mongodb_password'),
      await word('mongodb_root_password'),
      await word('valkey_password'),
    ];
    expect(new Set(passwords.filter((one) => /^[0-9a-f]{48}$/.test(one))).size).toBe(3);
    await expect(run('sh', [path('.docker/make-secrets.sh'), folder])).rejects.toThrow(/is er al/);
    expect((await read('.gitignore')).split('\n')).toContain('geheimen/');
  });
});

it('the image holds the program, without the demo and the tests', async () => {
  const lines = (await read('.dockerignore')).trim().split('\n');
  const allowed = lines.filter((line) => line.startsWith('!'));
  expect(lines[0]).toBe('*');
  expect(allowed).toEqual(['!package.json', '!package-lock.json', '!.npmrc', '!src', '!channels', '!workers']);
  expect(lines.slice(allowed.length + 1)).toContain('src/main/demo');
  expect(await read('Dockerfile')).toMatch(/^USER [1-9]\d*:[1-9]\d*$/m);
});

describe('npm run pin-images', () => {
  const OLD = 'a'.repeat(64);
  const NEW = 'b'.repeat(64);
  /** A registry that has this digest for every image, or no docker at all. */
  async function layPlace(answer: string) {
    const root = await temporaryFolder();
    await writeFile(
      join(root, 'Dockerfile'),
      `FROM node:24.21.0@sha256:${OLD} AS x\nFROM node:24.21.0@sha256:${OLD}\n`,
    );
    await writeFile(
      join(root, 'docker-compose.yml'),
      `  mongodb:\n    image: mongo:8.0.32@sha256:${OLD}\n    image: ours:1\n`,
    );
    await mkdir(join(root, 'bin'));
    await writeFile(join(root, 'bin', 'docker'), `#!/bin/sh\n${answer}\n`);
    await chmod(join(root, 'bin', 'docker'), 0o755);
    const pin = (...args: string[]) =>
      run('sh', [path('.docker/pin-images.sh'), ...args], {
        env: { ROOT: root, PATH: `${join(root, 'bin')}:${process.env['PATH']}` },
      });
    return { pin, read: (name: string) => readFile(join(root, name), 'utf8') };
  }

  it('writes the digest that the registry has, and with --check only says that it moved', async () => {
    const { pin, read } = await layPlace(`echo sha256:${NEW}`);
    await expect(pin('--check')).rejects.toMatchObject({ code: 1 });
    expect(await read('Dockerfile')).toContain(OLD);
    await pin();
    expect(await read('Dockerfile')).toBe(`FROM node:24.21.0@sha256:${NEW} AS x\nFROM node:24.21.0@sha256:${NEW}\n`);
    expect(await read('docker-compose.yml')).toContain(`mongo:8.0.32@sha256:${NEW}\n    image: ours:1`);
    expect((await pin('--check')).stdout).toMatch(/as pinned/);
  });

  it.each([
    ['exit 1', 2],
    ['echo not a digest', 2],
  ])('changes nothing and says so when docker answers with %s', async (answer, code) => {
    const { pin, read } = await layPlace(answer);
    await expect(pin()).rejects.toMatchObject({ code });
    expect(await read('Dockerfile')).toContain(OLD);
  });
});
