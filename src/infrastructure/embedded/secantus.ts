import { join } from 'node:path';
import { isExecutable } from './find-on-path.ts';
import { isWritableMongodb } from './mongodb-command.ts';
import { versionOf } from './program-version.ts';
import type { LadderPlace, Rung, StartedServer } from './server-ladder.ts';
import { secantusCacheMb } from './secantus-cache.ts';
import { startServerProcess } from './server-process.ts';
import { fetchWheel } from './wheel-cache.ts';
import { buildForThisMachine, SECANTUS_WHEEL } from './wheel.ts';

/** Built from the crate by `npm run db:build`; the better one, so preferred as soon as it is in the cache. */
export const BUILT_SECANTUS = { store: 'secantus-beta.196', version: '0.5.3-beta.196', binary: 'bin/secantusd-rs' };
/** From the wheel. A newer server refuses an older one's data, hence a store (a data folder) per version. */
const FETCHED_SECANTUS = { store: 'secantus-beta.165', version: '0.5.3-beta.165' };

export function secantusCacheRungs(place: LadderPlace): Rung[] {
  const fetched = buildForThisMachine(SECANTUS_WHEEL)?.binary;
  return [
    cacheRung(place, BUILT_SECANTUS, BUILT_SECANTUS.binary),
    ...(fetched ? [cacheRung(place, FETCHED_SECANTUS, fetched)] : []),
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
    start: (binary) => startSecantus(binary, join(place.dataDir, 'mongodb', FETCHED_SECANTUS.store)),
  };
}

function cacheRung(place: LadderPlace, { store, version }: { store: string; version: string }, file: string): Rung {
  const binary = join(place.cacheDir, store, file);
  return {
    name: `SecantusDB ${version} uit de cachemap`,
    via: 'cachemap',
    store,
    locate: async () => (isExecutable(binary) ? binary : undefined),
    start: (found) => startSecantus(found, join(place.dataDir, 'mongodb', store)),
  };
}

/** A MongoDB-protocol server on WiredTiger for machines without mongod: for trying out and for tests, not for production. */
async function startSecantus(binary: string, directory: string): Promise<StartedServer> {
  const version = await versionOf(binary);
  const server = await startServerProcess({
    binary,
    directory,
    args: (port) => secantusArguments(port, join(directory, 'store')),
    probe: isWritableMongodb,
    deadlineMs: 30_000,
  });
  // Its hello names one replica set member with a name of its own; a direct connection asks for no name at all.
  return {
    ...server,
    version: `SecantusDB ${version}`,
    url: `mongodb://127.0.0.1:${server.port}/?directConnection=true`,
  };
}

function secantusArguments(port: number, storage: string): string[] {
  return [
    ...['--host', '127.0.0.1', '--port', String(port), '--storage-path', storage],
    // Without this flag kill -9 loses acknowledged writes, even those with `j: true` (measured: 84-142 of 10-18 thousand).
    '--sync-on-commit',
    ...['--cache-size', `${secantusCacheMb()}M`, '--log-file-max', '32MB', '--log-level', 'WARNING'],
  ];
}
