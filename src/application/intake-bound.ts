import type { Log } from './ports/log.ts';

/**
 * How much of one way in may be under way at once. Above it the source waits: what has not been taken in is still where
 * it came from, and neither the queue nor the database fills up faster than it is emptied.
 */
export interface IntakeBound {
  /**
   * How many may be taken in now; 0 when it is full. Asks the database only when the answer may have changed, and throws
   * as that does.
   */
  room(): Promise<number>;
  /** The same from what is known now, for whoever cannot wait; it is looked up anew behind this. */
  isFull(): boolean;
  /** What was taken in since, so that the count stays honest between two looks. */
  add(count: number): void;
}

export interface IntakeBoundOptions {
  /** Named in the log: `email`, `whatsapp`, ... */
  readonly source: string;
  readonly most: number;
  /** How many are under way; it may stop counting at `most`. */
  readonly countOpen: (most: number) => Promise<number>;
  readonly log: Log;
  /** Least time between two looks. A database that is slow to count is left in peace `rest` times as long as it took. */
  readonly lookMs?: { readonly withRoom: number; readonly whenFull: number; readonly rest: number };
}

/** Other processes take in and register too, so a count ages; when it is full its end is worth noticing soon. */
const LOOK_MS = { withRoom: 30_000, whenFull: 1_000, rest: 10 };

export function createIntakeBound({ source, most, countOpen, log, lookMs = LOOK_MS }: IntakeBoundOptions): IntakeBound {
  let known = 0;
  let lookedAt = -Infinity;
  let tookMs = 0;
  let looking: Promise<void> | undefined;
  let wasFull = false;
  const isOld = () =>
    performance.now() - lookedAt > Math.max(known < most ? lookMs.withRoom : lookMs.whenFull, lookMs.rest * tookMs);

  return {
    async room() {
      if (isOld()) await look();
      return Math.max(0, most - known);
    },
    isFull() {
      // Who asks is answered from what is known; a database that does not answer shows in the write that follows.
      if (isOld()) look().catch(() => undefined);
      return known >= most;
    },
    add(count) {
      known += count;
      // Counted by what came in alone it looks fuller than it is: the next question looks.
      if (known >= most) lookedAt = -Infinity;
    },
  };

  function look(): Promise<void> {
    looking ??= count().finally(() => (looking = undefined));
    return looking;
  }

  async function count(): Promise<void> {
    const start = performance.now();
    known = await countOpen(most);
    lookedAt = performance.now();
    tookMs = lookedAt - start;
    const isFull = known >= most;
    if (isFull && !wasFull) log.warn({ source, most }, 'intake-full');
    if (!isFull && wasFull) log.info({ source }, 'intake-has-room');
    wasFull = isFull;
  }
}
