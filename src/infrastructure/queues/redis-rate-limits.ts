import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { RateLimitStore } from '#application/ports/rate-limit-store.ts';
import { toRedisFailure } from './redis-failure.ts';

/** One step for all processes. A count without an end (a server that lost it) gets one. */
const ADD = `
local known = redis.call('GET', KEYS[1])
local points = tonumber(ARGV[1])
if not known and points <= 0 then return {0, 0} end
local count = redis.call('INCRBY', KEYS[1], points)
if count < 0 then
  redis.call('INCRBY', KEYS[1], -count)
  count = 0
end
local left = redis.call('PTTL', KEYS[1])
if left < 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  left = tonumber(ARGV[2])
end
return {count, left}
`;
const answerSchema = z.tuple([z.number(), z.number()]);

/** Counts that end by themselves. Redis may be emptied: then everybody begins anew. */
export function createRedisRateLimits(redis: Redis, prefix: string): RateLimitStore {
  return {
    async add(key, points, windowMs) {
      try {
        const name = `${prefix}:limiet:${createHash('sha256').update(key).digest('base64url')}`;
        const [count, msLeft] = answerSchema.parse(await redis.eval(ADD, 1, name, points, Math.ceil(windowMs)));
        return { count, msLeft };
      } catch (thrown) {
        throw toRedisFailure(thrown);
      }
    },
  };
}
