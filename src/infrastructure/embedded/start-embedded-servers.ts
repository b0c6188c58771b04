import { resolve } from 'node:path';
import { placeOf } from '#infrastructure/network/server-place.ts';
import { cacheDirFrom } from './cache-dir.ts';
import { lockDataDir } from './data-dir-lock.ts';
import { climbToMongodb } from './mongodb-ladder.ts';
import { keepRunning, type KeepTimings, type KeptServer } from './keep-running.ts';
import { canStore } from './mongodb-command.ts';
import { climb, type LadderPlace, type Rung, type StartedServer } from './server-ladder.ts';
import { valkeyRungs } from './valkey.ts';

export type EmbeddedServersOptions = {
  /** Holds the servers' data; created when absent. Locked for this process when anything is started. */
  dataDir: string;
  /** Default: see cache-dir.ts. */
  cacheDir?: string | undefined;
  /** A server that has an address is used, not started. */
  mongodbUri?: string | undefined;
  redisUrl?: string | undefined;
  /** Progress and trouble for operators: one Dutch line at a time, without personal data or secrets. */
  report: (line: string) => void;
  /** PATH, HOME, INTAKE_CACHE_DIR and what pip reads; default `process.env`. */
  env?: NodeJS.ProcessEnv;
  /** How soon a server that ended is brought back; tests do not wait. */
  keepTimings?: KeepTimings;
};

export type EmbeddedServers = {
  /** No database name in it: add one, or give the driver its `dbName`. Only this account can use it: it names a key file. */
  mongodbUri: string;
  redisUrl: string;
  /** Which way each server was got, with its version; one line each. */
  describe: string[];
  /** Pids of the servers that were started here, as they are at the moment of asking. */
  readonly processes: { mongodb?: number; redis?: number };
  /** Stops what was started here (SIGTERM, after 10 s SIGKILL) and frees the data folder. Can be called twice. */
  stop(): Promise<void>;
};

const REDIS_MEND =
  'docker compose up, of apt-get install redis-server, of REDIS_URL instellen, of apt-get install python3-pip';

/**
 * Brings up what has no address, and brings it back whenever it ends by itself or stores no more. Throws a Failure with one clear message: `data-dir-in-use`, `data-dir-not-writable`
 * or `no-embedded-server`; nothing that was started is left running then.
 */
export async function startEmbeddedServers(options: EmbeddedServersOptions): Promise<EmbeddedServers> {
  const { mongodbUri, redisUrl, report, env = process.env, keepTimings: timings } = options;
  if (mongodbUri && redisUrl) return result([], { mongodbUri, redisUrl }, async () => {});
  const dataDir = resolve(options.dataDir);
  const place: LadderPlace = { dataDir, cacheDir: resolve(options.cacheDir ?? cacheDirFrom(env)), env, report };
  const lock = lockDataDir(dataDir, report);
  const started: Started[] = [];
  const stop = async () => {
    await Promise.all(started.map(({ server }) => server.stop()));
    lock.release();
  };
  const remember = (name: Started['name'], first: StartedServer & { rung: Rung }) => {
    const { rung } = first;
    const server = keepRunning(first, {
      ...{ name, dataDir, report, launch: () => launchAgain(rung) },
      ...(name === 'MongoDB' ? { canStore } : {}),
      ...(timings ? { timings } : {}),
    });
    started.push({ name, via: rung.via, server });
    return server.url;
  };
  // Both are waited for, also when one fails: what the other started must be stopped as well.
  const [mongodb, redis] = await Promise.allSettled([
    mongodbUri ?? climbToMongodb(place).then((server) => remember('MongoDB', server)),
    redisUrl ?? climb('Redis', valkeyRungs(place), REDIS_MEND).then((server) => remember('Redis', server)),
  ]);
  const failed = [mongodb, redis].find((outcome) => outcome.status === 'rejected');
  if (mongodb.status === 'rejected' || redis.status === 'rejected') {
    await stop();
    throw failed?.reason;
  }
  const urls = { mongodbUri: mongodb.value, redisUrl: redis.value };
  lock.describe(urls);
  return result(started, urls, stop);
}

type Started = { name: 'MongoDB' | 'Redis'; via: Rung['via']; server: KeptServer };
type Urls = { mongodbUri: string; redisUrl: string };

function result(started: readonly Started[], urls: Urls, stop: () => Promise<void>): EmbeddedServers {
  const find = (name: Started['name']) => started.find((one) => one.name === name);
  const describe = (['MongoDB', 'Redis'] as const).map((name) => {
    const one = find(name);
    if (!one) return `${name}: de server die is ingesteld (${name === 'Redis' ? 'REDIS_URL' : 'MONGODB_URI'})`;
    return `${name}: ${one.server.version} op ${placeOf(one.server.url)} (${one.via})`;
  });
  return {
    ...urls,
    describe,
    get processes() {
      const mongodb = find('MongoDB')?.server.pid();
      const redis = find('Redis')?.server.pid();
      return { ...(mongodb ? { mongodb } : {}), ...(redis ? { redis } : {}) };
    },
    stop,
  };
}

async function launchAgain(rung: Rung): Promise<StartedServer> {
  const binary = await rung.locate();
  if (binary === undefined) throw new Error(`${rung.name}: niet meer aanwezig`);
  return rung.start(binary);
}
