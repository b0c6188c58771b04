import { toFailure } from '#domain/failure/failure.ts';
import type { Log } from '#application/ports/log.ts';

export interface Stoppable {
  readonly name: string;
  stop(): Promise<void> | void;
}

/** Milliseconds. All of it stays under the thirty seconds that whoever stops us waits before it kills. */
export interface StopLimits {
  /** One part may take this long; what is not done by then is taken up again at the next start. */
  readonly part: number;
  /** For all of them together; a part that comes later still gets `atLeast`. */
  readonly total: number;
  readonly atLeast: number;
}
export const STOP_LIMITS: StopLimits = { part: 10_000, total: 20_000, atLeast: 500 };

/** Stops the parts one after the other; one that fails or hangs does not keep the next from stopping. */
export async function stopInOrder(parts: readonly Stoppable[], log: Log, limits = STOP_LIMITS): Promise<void> {
  const end = performance.now() + limits.total;
  for (const { name, stop } of parts) {
    const limitMs = Math.max(limits.atLeast, Math.min(limits.part, end - performance.now()));
    try {
      const isDone = await endsWithin(limitMs, (async () => stop())());
      if (!isDone) log.warn({ name, limitMs: Math.round(limitMs) }, 'stopping-took-too-long');
    } catch (thrown) {
      log.warn({ name, code: toFailure(thrown).code }, 'stopping-failed');
    }
  }
}

async function endsWithin(milliseconds: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, milliseconds, false);
  });
  try {
    return await Promise.race([work.then(() => true), limit]);
  } finally {
    clearTimeout(timer);
  }
}
