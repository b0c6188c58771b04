import { join } from 'node:path';
import { databaseUrl, ensureDatabaseKey } from './database-key.ts';
import { findCached } from './trusted-program.ts';
import { isWritableMongodb } from './mongodb-command.ts';
import { versionOf } from './program-version.ts';
import type { LadderPlace, Rung, StartedServer } from './server-ladder.ts';
import { secantusCacheMb } from './secantus-cache.ts';
import { startServerProcess } from './server-process.ts';
import { fetchWheel } from './wheel-cache.ts';
import { buildForThisMachine, SECANTUS_WHEEL, type WheelBuild } from './wheel.ts';

/** Built from the crate by `npm run db:build`; the better one, so preferred as soon as it is in the cache. */
export const BUILT_SECANTUS = {
  store: 'secantus-beta.196',
  version: '0.5.3-beta.196',
  /** Of the crate's sources. */
  sha256: '7f60aa460984d72e5b5dd3faeb1310d98eb594ebaf5f7c76d5ff7d208dd5c02f',
  binary: 'bin/secantusd-rs',
};
/** From the wheel. A newer server refuses an older one's data, hence a store (a data folder) per version. */
const FETCHED_SECANTUS = { store: 'secantus-beta.165', version: '0.5.3-beta.165' };

export function secantusCacheRungs(place: LadderPlace): Rung[] {
  const fetched = buildForThisMachine(SECANTUS_WHEEL);
  return [
    // Built on this machine, from pinned sources: no two builds are the same bytes.
    cacheRung(place, BUILT_SECANTUS, BUILT_SECANTUS.binary, {}),
    ...(fetched ? [cacheRung(place, FETCHED_SECANTUS, fetched.binary, fetched.programs)] : []),
  ];
}

export function secantusFetchRung(place: LadderPlace): Rung {
  return {
    name: `SecantusDB ${FETCHED_SECANTUS.version} ophalen`,
    via: 'opgehaald',
    store: FETCHED_SECANTUS.store,
    locate: () => {
      place.report(`MongoDB: SecantusDB ${FETCHED_SECANTUS.version} ophalen (${SECANTUS_WHEEL.megabytes} MB) ...`);
      return fetchWheel(SECANTUS_WHEEL, place.cacheDir, FETCHED_SECANTUS.store, place.env);
    },
    start: (binary) => startSecantus(binary, FETCHED_SECANTUS.store, place),
  };
}

function cacheRung(
  place: LadderPlace,
  { store, version }: { store: string; version: string },
  file: string,
  programs: WheelBuild['programs'],
): Rung {
  const folder = join(place.cacheDir, store);
  return {
    name: `SecantusDB ${version} uit de cachemap`,
    via: 'cachemap',
    store,
    locate: async () => findCached(folder, file, programs),
    start: (found) => startSecantus(found, store, place),
  };
}

/** A MongoDB-protocol server on WiredTiger for machines without mongod: for trying out and for tests, not for production. */
async function startSecantus(binary: string, store: string, { dataDir }: LadderPlace): Promise<StartedServer> {
  const directory = join(dataDir, 'mongodb', store);
  const key = ensureDatabaseKey(dataDir);
  const version = await versionOf(binary);
  const server = await startServerProcess({
    binary,
    directory,
    args: (port) => secantusArguments(port, join(directory, 'store'), key),
    // Its hello names one replica set member with a name of its own; a direct connection asks for no name at all.
    url: (port) => databaseUrl(port, key),
    probe: isWritableMongodb,
    deadlineMs: 30_000,
  });
  return { ...server, version: `SecantusDB ${version}` };
}

function secantusArguments(port: number, storage: string, key: string): string[] {
  return [
    ...['--host', '127.0.0.1', '--port', String(port), '--storage-path', storage],
    // Nobody is listened to who does not show the key.
    ...['--tls-cert-file', key, '--tls-key-file', key, '--tls-ca-file', key, '--tls-require-client-cert'],
    // Without this flag kill -9 loses acknowledged writes, even those with `j: true` (measured: 84-142 of 10-18 thousand).
    '--sync-on-commit',
    ...['--cache-size', `${secantusCacheMb()}M`, '--log-file-max', '32MB', '--log-level', 'WARNING'],
  ];
}
