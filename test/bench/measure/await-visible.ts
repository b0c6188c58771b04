import { setTimeout as delay } from 'node:timers/promises';
import type { LedgerView } from './ledger-view.ts';

export interface VisibilityWatch {
  /** From this moment on the message with this alias is looked for. */
  expect(alias: string): void;
  /** Waits until all of them were seen; answers milliseconds from `expect` to visible. */
  finish(deadlineMs: number): Promise<number[]>;
}

/** Looked for this often: the figures are at most this much too high. */
const POLL_MS = 10;

/** Sees when messages become registered, which is the moment at which their task is visible (one commit). */
export function watchVisibility(view: LedgerView): VisibilityWatch {
  const waiting = new Map<string, number>();
  const latencies: number[] = [];
  let stopped = false;
  const watching = watch();

  async function watch(): Promise<void> {
    while (!stopped) {
      if (waiting.size > 0) await look();
      await delay(POLL_MS);
    }
  }

  async function look(): Promise<void> {
    const seen = await view.registered([...waiting.keys()]);
    const now = performance.now();
    for (const [alias, since] of waiting) {
      if (!seen.has(alias)) continue;
      latencies.push(now - since);
      waiting.delete(alias);
    }
  }

  return {
    expect: (alias) => void waiting.set(alias, performance.now()),
    async finish(deadlineMs) {
      const end = Date.now() + deadlineMs;
      while (waiting.size > 0 && Date.now() < end) await delay(POLL_MS);
      stopped = true;
      await watching;
      if (waiting.size > 0) throw new Error(`${waiting.size} messages did not become visible in time`);
      return latencies;
    },
  };
}
