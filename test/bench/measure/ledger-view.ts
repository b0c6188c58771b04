import { setTimeout as delay } from 'node:timers/promises';
import { connectMongo } from '#infrastructure/mongo/connection.ts';

/** The bench looks at MongoDB itself, so that looking costs the program nothing. */
export interface LedgerView {
  /** Waits until this many messages are registered. */
  untilRegistered(count: number, deadlineMs: number): Promise<void>;
  /** Waits until this many messages are accepted, registered or not. */
  untilAccepted(count: number, deadlineMs: number): Promise<void>;
  /** Moments at which the messages since then were accepted and finished. */
  times(since: Date): Promise<{ acceptedAt: Date; finishedAt?: Date }[]>;
  /** Which of these aliases belong to a registered message. */
  registered(aliases: readonly string[]): Promise<Set<string>>;
  count(collection: string): Promise<number>;
  /** Waits until every delivery of Meta has been taken apart into its messages. */
  untilExpanded(deadlineMs: number): Promise<void>;
  close(): Promise<void>;
}

/** Deliveries of Meta, as received. */
export const PAYLOADS = 'whatsapppayloads';

interface LedgerDocument {
  readonly _id: string;
  readonly acceptedAt: Date;
  readonly finishedAt?: Date;
  readonly aliases: string[];
}

export async function openLedgerView(uri: string): Promise<LedgerView> {
  const mongo = await connectMongo(uri);
  const collection = (name: string) => mongo.connection.collection<LedgerDocument>(name);
  const messages = collection('messages');
  const untilThere = async (which: { state?: string }, count: number, deadlineMs: number) => {
    const end = Date.now() + deadlineMs;
    let there = 0;
    for (;;) {
      const start = performance.now();
      // A busy database may not answer this one question; the next one is as good.
      there = await messages.countDocuments(which).catch(() => there);
      if (there >= count) return;
      if (Date.now() > end) throw new Error(`only ${there} of ${count} messages ${which.state ?? 'accepted'} in time`);
      // Counting many documents is work for the database that is measured.
      await delay(Math.max(400, 10 * (performance.now() - start)));
    }
  };
  return {
    untilRegistered: (count, deadlineMs) => untilThere({ state: 'registered' }, count, deadlineMs),
    untilAccepted: (count, deadlineMs) => untilThere({}, count, deadlineMs),
    times: (since) =>
      messages.find({ acceptedAt: { $gte: since } }, { projection: { acceptedAt: 1, finishedAt: 1 } }).toArray(),
    async registered(aliases) {
      const found = await messages
        .find({ aliases: { $in: [...aliases] }, state: 'registered' }, { projection: { aliases: 1 } })
        .toArray();
      return new Set(found.flatMap((document) => document.aliases));
    },
    count: (name) => collection(name).countDocuments(),
    async untilExpanded(deadlineMs) {
      const end = Date.now() + deadlineMs;
      for (;;) {
        const open = await collection(PAYLOADS).countDocuments({ state: 'open' });
        if (open === 0) return;
        if (Date.now() > end) throw new Error(`${open} deliveries are still whole`);
        await delay(200);
      }
    },
    close: async () => {
      await mongo.connection.dropDatabase();
      await mongo.close();
    },
  };
}
