import { setTimeout as delay } from 'node:timers/promises';
import type { MessageStore, MessageSummary } from '#application/ports/message-store.ts';
import type { Seed } from '../seed/seed.ts';

const POLL_MS = 250;

export interface Awaited {
  readonly messages: ReadonlyMap<Seed, readonly MessageSummary[]>;
  /** Seconds from `since` until the last seed of the list was at its end, or until the deadline. */
  readonly seconds: number;
}

/** Asks the ledger "where is my message?" until every seed is at its end, or until the deadline has passed. */
export async function awaitSeeds(
  seeds: readonly Seed[],
  ledger: Pick<MessageStore, 'trace'>,
  options: { since: number; deadlineMs: number; onProgress: (done: number) => void },
): Promise<Awaited> {
  const { since, deadlineMs, onProgress } = options;
  const messages = new Map<Seed, readonly MessageSummary[]>(seeds.map((seed) => [seed, []]));
  for (;;) {
    for (const seed of seeds) {
      if (!isAtItsEnd(seed, messages.get(seed))) messages.set(seed, await trace(seed, ledger));
    }
    const done = seeds.filter((seed) => isAtItsEnd(seed, messages.get(seed))).length;
    onProgress(done);
    const passed = Date.now() - since;
    if (done === seeds.length || passed > deadlineMs) return { messages, seconds: passed / 1000 };
    await delay(POLL_MS);
  }
}

const isAtItsEnd = ({ terms }: Seed, messages: readonly MessageSummary[] = []) =>
  messages.length >= terms.length && messages.every(({ state }) => state !== 'open');

async function trace({ channel, terms }: Seed, ledger: Pick<MessageStore, 'trace'>): Promise<MessageSummary[]> {
  const found = await Promise.all(terms.map((term) => ledger.trace(term)));
  const byUuid = new Map(found.flat().map((message) => [message.uuid, message]));
  return [...byUuid.values()].filter((message) => message.channel === channel);
}
