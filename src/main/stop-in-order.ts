import { toFailure } from '#domain/failure/failure.ts';
import type { Log } from '#application/ports/log.ts';

export interface Stoppable {
  readonly name: string;
  stop(): Promise<void> | void;
}

/** One part may take this long; what is not done by then is taken up again at the next start. */
const PART_MS = 10_000;

/** Stops the parts one after the other; one that fails or hangs does not keep the next from stopping. */
export async function stopInOrder(parts: readonly Stoppable[], log: Log): Promise<void> {
  for (const { name, stop } of parts) {
    try {
      await within(PART_MS, Promise.resolve(stop()));
    } catch (thrown) {
      log.warn({ name, code: toFailure(thrown).code }, 'stopping-failed');
    }
  }
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
