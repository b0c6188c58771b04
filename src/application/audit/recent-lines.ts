import type { Clock } from '../ports/clock.ts';
import { GEWEIGERD, type ReadLine } from '../ports/read-audit.ts';

/** Somebody who keeps a page open has a line for every five minutes of it. */
const RECENT_MS = 5 * 60_000;
/** Things remembered at once, some hundred bytes each; the oldest go first, and cost a line more. */
const REMEMBERED = 20_000;

/** What stands in the lines of the last minutes: which thing was shown to whom, or refused. */
export function createRecentLines(clock: Clock) {
  const written = new Map<string, number>();

  return {
    isKnown: (line: ReadLine): boolean => {
      const since = clock.now().getTime() - RECENT_MS;
      return keysOf(line).every((key) => (written.get(key) ?? 0) > since);
    },
    remember: (line: ReadLine): void => {
      const now = clock.now().getTime();
      for (const key of keysOf(line)) {
        written.delete(key);
        written.set(key, now);
      }
      for (const [oldest] of written) {
        if (written.size <= REMEMBERED) break;
        written.delete(oldest);
      }
    },
  };
}

/** One for each thing: what a list showed is known to the part of it that is asked for again. A refusal is none of that. */
function keysOf({ door, via = '', handeling, objecten }: ReadLine): string[] {
  if (objecten.length === 0) return [`${door} ${via} ${handeling}`];
  const act = handeling.startsWith(GEWEIGERD) ? handeling : '';
  return objecten.map(({ uuid }) => `${door} ${via} ${act} ${uuid}`);
}
