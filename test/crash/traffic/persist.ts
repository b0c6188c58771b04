import { setTimeout as delay } from 'node:timers/promises';

const AGAIN_MS = 250;

/** An answer that no repeating mends: the harness or the program is wrong. */
export class Refused extends Error {
  constructor(path: string, status: number) {
    super(`${path} answered ${status}`);
  }
}

/**
 * What every sender does: again and again until it is taken. `attempt` answers whether it was; what it throws counts as
 * no, but for a refusal. Rejects when the signal comes first.
 */
export async function persist(attempt: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      if (await attempt()) return;
    } catch (thrown) {
      if (thrown instanceof Refused) throw thrown;
    }
    await delay(AGAIN_MS, undefined, { signal });
  }
}

/** Throws Refused for what a sender may not be answered. */
export function refuse(path: string, status: number): void {
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) throw new Refused(path, status);
}
