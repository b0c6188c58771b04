import { transient } from '#domain/failure/failure.ts';
import type { MessageState, ParkReason, StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import type { AcceptMessages } from '#application/accept-messages.ts';
import type { JobQueue } from '#application/ports/job-queue.ts';
import type { MessageStore, NewMessage } from '#application/ports/message-store.ts';

export interface ScanLedger {
  readonly accept: AcceptMessages;
  readonly messages: Pick<MessageStore, 'find'>;
  readonly jobs: Pick<JobQueue, 'waitFor'>;
  /** Every accepted message once, in order. */
  readonly accepted: NewMessage[];
  /** What the database does: while set, nothing can be made durable. */
  isAway: boolean;
  /** The outcome of a message, as its job would bring it; `silently` without the end of a job being heard. */
  end(fileName: string, state: MessageState, reason?: ParkReason, silently?: boolean): void;
}

type Row = Omit<StoredMessage, 'raw'>;

/** What the source sees of the ledger, with its promises: one key one message, another place is remembered. */
export function createScanLedger(): ScanLedger {
  const rows = new Map<string, Row>();
  const waiting = new Map<string, () => void>();
  /** A job that ended before anybody waited for it has ended all the same, as with BullMQ. */
  const ended = new Set<string>();
  const ledger: ScanLedger = {
    accepted: [],
    isAway: false,
    accept: (incoming) => {
      if (ledger.isAway) return Promise.reject(transient('mongodb-unreachable', 'away'));
      return Promise.resolve(
        incoming.map((message) => {
          const known = rows.get(message.uuid);
          if (known === undefined) {
            ledger.accepted.push(message);
            rows.set(message.uuid, toRow(message));
          } else if (!known.locations.includes(message.location)) known.locations.push(message.location);
          return { uuid: message.uuid, isNew: known === undefined };
        }),
      );
    },
    messages: {
      find: (uuids) => Promise.resolve(uuids.flatMap((uuid) => rows.get(uuid) ?? [])),
    },
    jobs: {
      waitFor: (_name, id, deadlineMs) =>
        new Promise((resolve) => {
          if (ended.has(id)) return resolve(true);
          const timer = setTimeout(() => {
            resolve(false);
          }, deadlineMs);
          waiting.set(id, () => {
            clearTimeout(timer);
            resolve(true);
          });
        }),
    },
    end(fileName, state, reason, silently = false) {
      for (const [uuid, row] of rows) {
        if (!row.aliases.includes(fileName)) continue;
        const klantcontacten = state === 'registered' ? [{ uuid, nummer: '1000000001' }] : [];
        rows.set(uuid, { ...row, state, klantcontacten, ...(reason === undefined ? {} : { reason }) });
        if (silently) continue;
        ended.add(row.jobId ?? '');
        waiting.get(row.jobId ?? '')?.();
      }
    },
  };
  return ledger;
}

function toRow({ raw, location, aliases, ...message }: NewMessage): Row {
  return {
    ...message,
    aliases: [...aliases],
    locations: [location],
    state: 'open',
    acceptedAt: new Date(),
    size: raw.byteLength,
    jobId: `letter-${message.uuid}`,
    attempts: 0,
    klantcontacten: [],
    internetaken: [],
    steps: [],
  };
}
