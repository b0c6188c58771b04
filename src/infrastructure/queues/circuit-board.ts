import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { CircuitBoard } from '#application/ports/circuit-board.ts';
import { toRedisFailure } from './redis-failure.ts';

const saidSchema = z.object({
  at: z.coerce.date(),
  circuits: z.array(
    z.object({ system: z.string(), state: z.enum(['closed', 'open', 'half-open']), since: z.coerce.date() }),
  ),
});

/** One hash with a field per process. Redis may be emptied: whoever has an open circuit says so again soon. */
export function createCircuitBoard(redis: Redis, prefix: string): CircuitBoard {
  const key = `${prefix}:circuits`;
  return {
    async publish(process, circuits, now) {
      await guarded(() =>
        circuits.length === 0
          ? redis.hdel(key, process)
          : redis.hset(key, process, JSON.stringify({ at: now, circuits })),
      );
    },
    async read(now, maxAgeMs) {
      const fields = await guarded(() => redis.hvals(key));
      return fields.flatMap((field) => {
        const { success, data } = saidSchema.safeParse(parse(field));
        return success && now.getTime() - data.at.getTime() <= maxAgeMs ? data.circuits : [];
      });
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw toRedisFailure(thrown);
  }
}
