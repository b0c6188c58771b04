import type { Log } from '#application/ports/log.ts';

/** Between two lines about the same thing. */
const EVERY_MS = 60_000;

export interface RefusalSum {
  add(): void;
  /** Writes what was counted and not told yet. */
  close(): void;
}

/** One line in the log for all refusals of a minute, with how many they were: a flood writes as much as one. */
export function createRefusalSum(log: Log, message: string, everyMs = EVERY_MS): RefusalSum {
  let count = 0;
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    timer = undefined;
    if (count > 0) log.warn({ count, seconds: everyMs / 1_000 }, message);
    count = 0;
  };
  return {
    add() {
      count += 1;
      timer ??= setTimeout(tell, everyMs).unref();
    },
    close() {
      clearTimeout(timer);
      tell();
    },
  };
}
