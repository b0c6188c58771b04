import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 25;

/**
 * Asks until the probe answers true. False after the deadline, or at once when `isHopeless` says that nothing can answer
 * any more. A probe that throws has not answered yet.
 */
export async function waitUntilReady(
  probe: () => Promise<boolean>,
  { deadlineMs, isHopeless = () => false }: { deadlineMs: number; isHopeless?: () => boolean },
): Promise<boolean> {
  const end = Date.now() + deadlineMs;
  while (!isHopeless() && Date.now() < end) {
    if (await probe().catch(() => false)) return !isHopeless();
    await delay(POLL_MS);
  }
  return false;
}
