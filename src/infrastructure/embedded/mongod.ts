import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { databaseUrl, ensureDatabaseKey } from './database-key.ts';
import { findOnPath } from './find-on-path.ts';
import { isWritableMongodb, runMongodbCommand } from './mongodb-command.ts';
import { requireAtLeast, versionOf } from './program-version.ts';
import type { LadderPlace, Rung, StartedServer } from './server-ladder.ts';
import { startServerProcess } from './server-process.ts';
import { waitUntilReady } from './wait-until-ready.ts';

const MONGOD_STORE = 'mongod';
const REPLICA_SET = 'rs0';
const DEADLINE_MS = 60_000;

export function mongodPathRung(place: LadderPlace): Rung {
  return {
    name: 'mongod op het zoekpad',
    via: 'zoekpad',
    store: MONGOD_STORE,
    locate: async () => findOnPath('mongod', place.env['PATH']),
    start: (binary) => startMongod(binary, place),
  };
}

/** The real server, as a replica set of one member: transactions need a replica set. */
async function startMongod(binary: string, place: LadderPlace): Promise<StartedServer> {
  const version = await versionOf(binary);
  requireAtLeast(version, [6, 0]);
  const directory = join(place.dataDir, 'mongodb', MONGOD_STORE);
  const store = join(directory, 'store');
  const key = ensureDatabaseKey(place.dataDir);
  mkdirSync(store, { recursive: true });
  const server = await startServerProcess({
    binary,
    directory,
    args: (port) => [
      ...['--dbpath', store, '--port', String(port), '--bind_ip', '127.0.0.1', '--replSet', REPLICA_SET],
      // Its socket in /tmp would ask for no key.
      ...['--tlsMode', 'requireTLS', '--tlsCertificateKeyFile', key, '--tlsCAFile', key, '--nounixsocket'],
      ...['--wiredTigerCacheSizeGB', '0.25'],
    ],
    url: (port) => databaseUrl(port, key),
    probe: async (url) => (await runMongodbCommand(url, { hello: 1 }))['ok'] === 1,
    deadlineMs: DEADLINE_MS,
  });
  try {
    await becomePrimary(server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { ...server, version: `MongoDB ${version}` };
}

type ReplicaSet = { version: number; members: { _id: number; host: string }[] };

/** A fresh store is made a replica set; one that was made on another port is told its new address. */
async function becomePrimary(url: string): Promise<void> {
  const { host } = new URL(url);
  const answer = await runMongodbCommand(url, { replSetGetConfig: 1 });
  const known = answer['config'] as ReplicaSet | undefined;
  if (!known && !(await isWritableMongodb(url))) {
    await runMongodbCommand(url, { replSetInitiate: { _id: REPLICA_SET, members: [{ _id: 0, host }] } });
  } else if (known && known.members[0]?.host !== host) {
    const moved = { ...known, version: known.version + 1, members: [{ ...known.members[0], host }] };
    await runMongodbCommand(url, { replSetReconfig: moved, force: true });
  }
  if (await waitUntilReady(() => isWritableMongodb(url), { deadlineMs: DEADLINE_MS })) return;
  throw new Error(`de replicaset ${REPLICA_SET} heeft na ${DEADLINE_MS / 1000} s geen primary`);
}
