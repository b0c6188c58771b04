/** A job may end before its acceptance has told us of it; of so many others' jobs the end is remembered. */
const MOST_EARLY = 1_000;

/**
 * Which messages may have come to their end, by the ends of their jobs. It saves looking at all of them and no more: an
 * end of which nothing was heard is found by the look at what was not asked after for long.
 */
export function createEndedJobs() {
  const awaited = new Map<string, Set<string>>();
  const early = new Set<string>();
  const due = new Set<string>();
  return {
    /** These messages come to their end with this job. */
    await(jobId: string, uuids: readonly string[]): void {
      // Once: a job may have ended while its message is still open (it failed for good, or Redis was emptied).
      if (early.delete(jobId)) for (const uuid of uuids) due.add(uuid);
      else awaited.set(jobId, new Set([...(awaited.get(jobId) ?? []), ...uuids]));
    },
    /** Whether that is worth a look. */
    end(jobId: string): boolean {
      const uuids = awaited.get(jobId);
      awaited.delete(jobId);
      for (const uuid of uuids ?? []) due.add(uuid);
      if (uuids === undefined) early.add(jobId);
      for (const oldest of early.values().take(Math.max(0, early.size - MOST_EARLY))) early.delete(oldest);
      return uuids !== undefined;
    },
    /** Without the end of a job: these are to be looked up. */
    add(uuids: readonly string[]): void {
      for (const uuid of uuids) due.add(uuid);
    },
    next(most: number): string[] {
      const chosen = [...due.values().take(most)];
      for (const uuid of chosen) due.delete(uuid);
      return chosen;
    },
    hasMore: () => due.size > 0,
    /** Jobs of which no message waits any more. */
    forgetUnless(isWaiting: (uuid: string) => boolean): void {
      for (const [jobId, uuids] of awaited) if (![...uuids].some(isWaiting)) awaited.delete(jobId);
    },
  };
}
export type EndedJobs = ReturnType<typeof createEndedJobs>;
