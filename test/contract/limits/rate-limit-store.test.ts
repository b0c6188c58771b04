import { afterAll, describe, expect, it } from 'vitest';
import type { RateLimitStore } from '#application/ports/rate-limit-store.ts';
import { createMemoryRateLimits } from '#infrastructure/limits/memory-rate-limits.ts';
import { createRedisRateLimits } from '#infrastructure/queues/redis-rate-limits.ts';
import { connectForBlocking } from '#infrastructure/queues/redis.ts';
import { eventually } from '#test/support/eventually.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
const redis = connectForBlocking(stores.redisUrl);
afterAll(() => {
  redis.disconnect();
});
const HOUR = 3_600_000;

describe.each<[string, RateLimitStore]>([
  ['memory', createMemoryRateLimits()],
  ['Redis', createRedisRateLimits(redis, stores.keyPrefix)],
])('counts in %s', (_name, store) => {
  it('counts within the window that the first began', async () => {
    expect(await store.add('a', 1, HOUR)).toMatchObject({ count: 1 });
    const { count, msLeft } = await store.add('a', 2, 10);
    expect(count).toBe(3);
    expect(msLeft).toBeGreaterThan(HOUR - 60_000);
    expect(msLeft).toBeLessThanOrEqual(HOUR);
  });

  it('takes back what was right, never below zero', async () => {
    await store.add('b', 1, HOUR);
    expect(await store.add('b', -1, HOUR)).toMatchObject({ count: 0 });
    expect(await store.add('b', -1, HOUR)).toMatchObject({ count: 0 });
    expect(await store.add('b', 1, HOUR)).toMatchObject({ count: 1 });
  });

  it('begins no window by looking', async () => {
    expect(await store.add('c', 0, HOUR)).toEqual({ count: 0, msLeft: 0 });
    expect(await store.add('c', -1, HOUR)).toEqual({ count: 0, msLeft: 0 });
  });

  it('forgets a count when its window is over', async () => {
    await store.add('d', 5, 20);
    await eventually(async () => (await store.add('d', 0, HOUR)).count === 0, { what: 'the end of the window' });
  });

  it('counts everything that comes at once', async () => {
    const counted = await Promise.all(Array.from({ length: 50 }, () => store.add('e', 1, HOUR)));
    expect(new Set(counted.map(({ count }) => count)).size).toBe(50);
  });
});

it('what stands in Redis says nothing of whom it counts', async () => {
  await createRedisRateLimits(redis, stores.keyPrefix).add('login account anna', 1, HOUR);
  const keys = await redis.keys(`${stores.keyPrefix}*`);
  expect(keys.length).toBeGreaterThan(0);
  expect(keys.join(' ')).not.toContain('anna');
});
