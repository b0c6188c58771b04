import type { Log, LogFacts } from '#application/ports/log.ts';
import type { Refusals } from '#application/ports/refusals.ts';

export interface SummedRefusalsDeps {
  readonly log: Pick<Log, 'warn'>;
  readonly metrics: { refused(event: string, code: string): void };
  readonly now?: () => number;
}

const WINDOW = 60_000;
/** Kinds that are counted at once; ours are some dozens. What comes on top is one kind together. */
const MOST_KINDS = 500;
const OTHERS = 'other-refusals';

interface Sum {
  readonly event: string;
  readonly facts: LogFacts;
  readonly since: number;
  count: number;
}

/** One line for the first of a kind, and one for all that follow in its minute. Close to nothing when nobody comes. */
export function createSummedRefusals({ log, metrics, now = () => Date.now() }: SummedRefusalsDeps): Refusals {
  const sums = new Map<string, Sum>();
  let timer: NodeJS.Timeout | undefined;

  return {
    note(event, facts = {}) {
      const { code } = facts;
      metrics.refused(event, typeof code === 'string' ? code : '');
      const key = JSON.stringify([event, facts]);
      const known = sums.get(key) ?? (sums.size < MOST_KINDS ? undefined : othersOf());
      if (known !== undefined) {
        known.count += 1;
        return;
      }
      sums.set(key, { event, facts, since: now(), count: 0 });
      log.warn(facts, event);
      timer ??= setTimeout(writeAll, WINDOW).unref();
    },
    flush: writeAll,
  };

  function othersOf(): Sum {
    const others = sums.get(OTHERS) ?? { event: OTHERS, facts: {}, since: now(), count: 0 };
    sums.set(OTHERS, others);
    return others;
  }

  function writeAll(): void {
    clearTimeout(timer);
    timer = undefined;
    const counted = [...sums.values()];
    sums.clear();
    for (const { event, facts, since, count } of counted)
      if (count > 0) log.warn({ ...facts, count, since: new Date(since).toISOString() }, event);
  }
}
