import { Redis } from 'ioredis';
import { toRedisFailure } from './redis-failure.ts';

/** Keys of this program start with it, so that several installations can share a server. */
export const DEFAULT_PREFIX = 'intake';
const COMMAND_TIMEOUT = 1_000;

/** For adding and asking: fails within a second instead of waiting for a server that is away. */
export function connectForCommands(url: string): Redis {
  return quiet(
    new Redis(url, {
      maxRetriesPerRequest: 0,
      enableOfflineQueue: false,
      commandTimeout: COMMAND_TIMEOUT,
      connectTimeout: COMMAND_TIMEOUT,
      retryStrategy: (times) => Math.min(100 * times, 2_000),
    }),
  );
}

/** For workers and events: waits for the server for as long as it takes (BullMQ asks for `maxRetriesPerRequest: null`). */
export function connectForBlocking(url: string): Redis {
  return quiet(new Redis(url, { maxRetriesPerRequest: null, retryStrategy: (times) => Math.min(100 * times, 2_000) }));
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

/** ioredis reports every lost connection as an event; the loss itself shows in the commands and in /health/ready. */
function quiet(redis: Redis): Redis {
  redis.on('error', () => undefined);
  return redis;
}
