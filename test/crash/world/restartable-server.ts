import { cacheDirFrom } from '#infrastructure/embedded/cache-dir.ts';
import { climbToMongodb } from '#infrastructure/embedded/mongodb-ladder.ts';
import { exchange } from '#infrastructure/embedded/server-exchange.ts';
import { isAlive, signal } from '#infrastructure/embedded/process-signals.ts';
import { climb, type LadderPlace, type StartedServer } from '#infrastructure/embedded/server-ladder.ts';
import { valkeyRungs } from '#infrastructure/embedded/valkey.ts';

/** A server with data of its own that can be killed and comes back where it was: same folder, same address. */
export interface RestartableServer {
  readonly url: string;
  readonly version: string;
  alive(): boolean;
  /** kill -9; resolves when it is gone. */
  kill(): Promise<void>;
  /** Brings it back; throws when it does not come. Nothing when it runs. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const placeIn = (dataDir: string): LadderPlace => ({
  dataDir,
  cacheDir: cacheDirFrom(process.env),
  env: process.env,
  report: (line) => void process.stderr.write(`${line}\n`),
});

export const startDatabase = (dataDir: string) => restartable(() => climbToMongodb(placeIn(dataDir)));

export interface QueueServer extends RestartableServer {
  /** FLUSHALL: every job is gone. Nothing when the server is away or busy loading: then there is nothing to be lost. */
  flush(): Promise<void>;
}

export async function startQueueServer(dataDir: string): Promise<QueueServer> {
  const server = await restartable(() => climb('Redis', valkeyRungs(placeIn(dataDir)), 'apt-get install redis-server'));
  const isAnswered = (bytes: Buffer) => bytes.includes('\r\n');
  return {
    ...server,
    flush: async () =>
      void (await exchange(server.url, Buffer.from('FLUSHALL\r\n'), isAnswered).catch(() => undefined)),
  };
}

async function restartable(launch: () => Promise<StartedServer>): Promise<RestartableServer> {
  let server = await launch();
  const { url, version } = server;
  const alive = () => isAlive(server.pid);
  return {
    url,
    version,
    alive,
    async kill() {
      signal(server.pid, 'SIGKILL');
      await server.exited;
    },
    async start() {
      if (alive()) return;
      server = await launch();
      if (server.url !== url) throw new Error(`the server came back at ${server.url} instead of ${url}`);
    },
    stop: () => server.stop(),
  };
}
