import { toFailure } from '#domain/failure/failure.ts';
import type { Log } from '#application/ports/log.ts';

export interface Repeating {
  /** Waits for a run that is under way. */
  stop(): Promise<void>;
}

/**
 * Runs `work` now, once more `soonMs` after that (what was too young the first time), and then `intervalMs` after each
 * end. A failure is logged and does not end the rhythm.
 */
export function repeat(
  name: string,
  work: () => Promise<unknown>,
  intervalMs: number,
  soonMs: number,
  log: Log,
): Repeating {
  let wait = Math.min(soonMs, intervalMs);
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running = run();

  async function run(): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      const { kind, code } = toFailure(thrown);
      log.warn({ name, kind, code }, 'repeating-work-failed');
    }
    if (stopped) return;
    timer = setTimeout(() => {
      running = run();
    }, wait);
    wait = intervalMs;
  }

  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
