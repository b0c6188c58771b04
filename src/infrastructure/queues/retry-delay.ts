import type { RetryPolicy } from '#application/jobs/job-catalogue.ts';

/** Wait before attempt `attemptsMade + 1`, in milliseconds: doubling, capped, with up to a fifth of jitter either way. */
export function retryDelay(
  attemptsMade: number,
  { firstWaitMs, longestWaitMs }: RetryPolicy,
  random = Math.random,
): number {
  const wait = Math.min(firstWaitMs * 2 ** (attemptsMade - 1), longestWaitMs);
  return Math.round(wait * (0.8 + random() * 0.4));
}
