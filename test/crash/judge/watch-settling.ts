import { setTimeout as delay } from 'node:timers/promises';
import type { Sent, SentLog } from '../traffic/sent-log.ts';
import type { Records } from './open-records.ts';

/** Sees when what was sent comes to its end, by the harness's own clock. */
export interface SettlingWatch {
  /** performance.now() at which a message was seen at its end, by alias. */
  readonly settledAt: ReadonlyMap<string, number>;
  /** What was sent and is not at its end. */
  unsettled(): Sent[];
  stop(): Promise<void>;
}

/** Fields of the ledger in which a message may have its name: a scan that came twice has its second one as a place only. */
export const NAMES = ['aliases', 'locations', '_id'] as const;
const LOOK_MS = 400;
/** Aliases in one question. */
const MOST = 500;

export function watchSettling(sent: SentLog, records: Records): SettlingWatch {
  const settledAt = new Map<string, number>();
  let stopped = false;
  const watching = watch();
  return {
    settledAt,
    unsettled,
    stop: async () => {
      stopped = true;
      await watching;
    },
  };

  function unsettled(): Sent[] {
    return sent.all.filter(({ alias }) => !settledAt.has(alias));
  }

  async function watch(): Promise<void> {
    while (!stopped) {
      // The database is killed now and then: it is looked at again when it is back.
      await look().catch(() => undefined);
      await delay(LOOK_MS);
    }
  }

  async function look(): Promise<void> {
    const wanted = unsettled()
      .map(({ alias }) => alias)
      .slice(0, MOST);
    if (wanted.length === 0) return;
    const ended = await records.find(
      'messages',
      { $or: NAMES.map((name) => ({ [name]: { $in: wanted } })), state: { $ne: 'open' } },
      ['raw', 'steps'],
    );
    const known = new Set(ended.flatMap((message) => NAMES.flatMap((name) => message[name] as string | string[])));
    const now = performance.now();
    for (const alias of wanted) if (known.has(alias)) settledAt.set(alias, now);
  }
}
