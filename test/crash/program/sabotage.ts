import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Stores } from '#main/connect-stores.ts';

/** Guarantees that can be switched off in the harness's own program, to prove that it finds what they prevent. */
export const BREAKS = ['ack-first', 'no-key', 'no-reconcile'] as const;
export type Break = (typeof BREAKS)[number];

/** How long a store that only pretends takes to do it after all. */
const LATER_MS = 3_000;

export function sabotage(stores: Stores, breaks: Break): Stores {
  switch (breaks) {
    case 'ack-first':
      return acknowledgeFirst(stores);
    case 'no-key':
      return withoutKey(stores);
    case 'no-reconcile':
      return withoutReconciler(stores);
  }
}

/** The source hears "durable" before anything is. */
function acknowledgeFirst(stores: Stores): Stores {
  const { messages, payloads } = stores;
  const later = (work: () => Promise<unknown>) =>
    void setTimeout(() => {
      work().catch(() => undefined);
    }, LATER_MS);
  return {
    ...stores,
    messages: {
      ...messages,
      accept: (incoming, jobId) => {
        later(() => messages.accept(incoming, jobId));
        return Promise.resolve(incoming.map(({ uuid }) => ({ uuid, isNew: true })));
      },
    },
    payloads: {
      ...payloads,
      insert: (incoming, jobId) => {
        later(() => payloads.insert(incoming, jobId));
        return Promise.resolve(incoming.map(({ uuid }) => uuid));
      },
    },
  };
}

/** A mail or a letter that comes twice is two. (A form's sender waits for the id of its own, so forms keep theirs.) */
function withoutKey(stores: Stores): Stores {
  const { messages } = stores;
  return {
    ...stores,
    messages: {
      ...messages,
      accept: (incoming, jobId) =>
        messages.accept(
          incoming.map((message) =>
            message.channel === 'email' || message.channel === 'letter'
              ? { ...message, uuid: randomUUID(), key: `${message.key}:${randomUUID()}` }
              : message,
          ),
          jobId,
        ),
    },
  };
}

/** The reconciler sees nothing to do. */
function withoutReconciler(stores: Stores): Stores {
  const nothing = () => Promise.resolve([]);
  const nowhere = () => Readable.from([]);
  return {
    ...stores,
    messages: { ...stores.messages, listOpen: nowhere },
    payloads: { ...stores.payloads, listOpen: nothing },
    conversations: { ...stores.conversations, listDue: nothing, listUnfinishedMedia: nothing },
    taken: { ...stores.taken, listUntold: nothing, listUnwatched: nothing },
    outbox: { ...stores.outbox, listOpen: nothing },
  };
}
