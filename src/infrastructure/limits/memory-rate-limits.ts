import type { RateLimitStore } from '#application/ports/rate-limit-store.ts';

/** Keys remembered at once; those that began longest ago go first. */
const REMEMBERED = 20_000;

/** Counts of this process alone. */
export function createMemoryRateLimits(now: () => number = () => performance.now()): RateLimitStore {
  const counts = new Map<string, { count: number; readonly until: number }>();
  return {
    add(key, points, windowMs) {
      const kept = counts.get(key);
      const known = kept !== undefined && kept.until > now() ? kept : undefined;
      if (known === undefined && points <= 0) return Promise.resolve({ count: 0, msLeft: 0 });
      const current = known ?? { count: 0, until: now() + windowMs };
      current.count = Math.max(0, current.count + points);
      if (known === undefined) remember(key, current);
      return Promise.resolve({ count: current.count, msLeft: Math.ceil(current.until - now()) });
    },
  };

  function remember(key: string, fresh: { count: number; readonly until: number }): void {
    counts.delete(key);
    counts.set(key, fresh);
    const [oldest] = counts.keys();
    if (counts.size > REMEMBERED && oldest !== undefined) counts.delete(oldest);
  }
}
