import { toFailure } from '#domain/failure/failure.ts';
import type { Log } from '#application/ports/log.ts';
import type { RateLimitStore } from '#application/ports/rate-limit-store.ts';

/** Milliseconds that a store which was away is left alone: each ask may take as long as its patience. */
const REST = 5_000;

/** The shared counts, and while their server is away those of this process: a limit never keeps people from working. */
export function createFallingBack(shared: RateLimitStore, own: RateLimitStore, log: Log): RateLimitStore {
  let awayUntil = 0;
  return {
    async add(key, points, windowMs) {
      if (performance.now() < awayUntil) return own.add(key, points, windowMs);
      try {
        const counted = await shared.add(key, points, windowMs);
        awayUntil = 0;
        return counted;
      } catch (thrown) {
        if (awayUntil === 0) log.warn({ code: toFailure(thrown).code }, 'limits-per-process');
        awayUntil = performance.now() + REST;
        return own.add(key, points, windowMs);
      }
    },
  };
}
