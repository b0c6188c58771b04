import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 20;

/**
 * Asks every 20 ms until there is an answer that is not undefined or false, and gives it. After the deadline it throws
 * an error that names `what` was waited for, with what the last question threw as its cause.
 */
export async function eventually<T>(
  ask: () => Promise<T> | T,
  { deadlineMs = 10_000, what }: { deadlineMs?: number; what: string },
): Promise<Exclude<T, undefined | false>> {
  const end = Date.now() + deadlineMs;
  let lastError: unknown;
  do {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer as Exclude<T, undefined | false>;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    await delay(POLL_MS);
  } while (Date.now() < end);
  throw new Error(`not within ${deadlineMs} ms: ${what}`, { cause: lastError });
}
