import { Redis, type RedisOptions } from 'ioredis';
import { toRedisFailure } from './redis-failure.ts';

/** Keys of this program start with it, so that several installations can share a server. */
export const DEFAULT_PREFIX = 'intake';
const COMMAND_TIMEOUT = 1_000;

/** For adding and asking: fails within a second instead of waiting for a server that is away. */
export function connectForCommands(url: string): Redis {
  return open(url, {
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    commandTimeout: COMMAND_TIMEOUT,
    connectTimeout: COMMAND_TIMEOUT,
  });
}

/** For workers and events: waits for the server for as long as it takes (BullMQ asks for `maxRetriesPerRequest: null`). */
export function connectForBlocking(url: string): Redis {
  return open(url, { maxRetriesPerRequest: null });
}

/** Resolves when the server answers; throws a Failure that says what is wrong. */
export async function waitForRedis(redis: Redis, deadlineMs: number): Promise<void> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    try {
      await redis.ping();
      return;
    } catch (thrown) {
      if (Date.now() > deadline) throw toRedisFailure(thrown);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

type Waiting = Pick<RedisOptions, 'maxRetriesPerRequest' | 'enableOfflineQueue' | 'commandTimeout' | 'connectTimeout'>;

function open(url: string, options: Waiting): Redis {
  // The client takes a bare path for a socket; of `unix://` it would leave what is percent-encoded as it stands.
  const place = url.startsWith('unix://') ? decodeURIComponent(new URL(url).pathname) : url;
  const redis = new Redis(place, { ...options, retryStrategy: (times) => Math.min(100 * times, 2_000) });
  // Every lost connection is reported as an event; the loss itself shows in the commands and in /health/ready.
  redis.on('error', () => undefined);
  return redis;
}
