import { connectForCommands, waitForRedis } from './redis.ts';
import { toRedisFailure } from './redis-failure.ts';

export interface RedisFacts {
  /** `Valkey 9.1.2`, `Redis 7.0.15`. */
  readonly version: string;
  /** BullMQ loses jobs when the server may throw keys away: this must be `noeviction`. */
  readonly evictionPolicy: string;
  /** Whether queues survive a restart of the server (append-only file). */
  readonly persistent: boolean;
}

/** What this server is and how it is set up. Throws a transient Failure when it does not answer in time. */
export async function inspectRedis(url: string, timeoutMs = 3_000): Promise<RedisFacts> {
  const redis = connectForCommands(url);
  try {
    await waitForRedis(redis, timeoutMs);
    const info = await redis.info();
    const fact = (name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim();
    const valkey = fact('valkey_version');
    return {
      version: valkey === undefined ? `Redis ${fact('redis_version') ?? 'onbekend'}` : `Valkey ${valkey}`,
      evictionPolicy: fact('maxmemory_policy') ?? 'onbekend',
      persistent: fact('aof_enabled') === '1',
    };
  } catch (thrown) {
    throw toRedisFailure(thrown);
  } finally {
    redis.disconnect();
  }
}
