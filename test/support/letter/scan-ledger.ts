import { transient } from '#domain/failure/failure.ts';
import type { MessageState, ParkReason, StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import type { AcceptMessages } from '#application/accept-messages.ts';
import type { JobQueue } from '#application/ports/job-queue.ts';
import type { MessageStore, NewMessage } from '#application/ports/message-store.ts';

export interface ScanLedger {
  readonly accept: AcceptMessages;
  readonly messages: Pick<MessageStore, 'find'>;
  readonly jobs: Pick<JobQueue, 'onEnd'>;
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
  const listeners = new Set<(id: string) => void>();
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
          const isNew = known === undefined;
          return { uuid: message.uuid, isNew, ...(isNew ? { jobId: jobOf(message) } : {}) };
        }),
      );
    },
    messages: {
      find: (uuids) => Promise.resolve(uuids.flatMap((uuid) => rows.get(uuid) ?? [])),
    },
    jobs: {
      onEnd: (_name, listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    end(fileName, state, reason, silently = false) {
      for (const [uuid, row] of rows) {
        if (!row.aliases.includes(fileName)) continue;
        const klantcontacten = state === 'registered' ? [{ uuid, nummer: '1000000001' }] : [];
        rows.set(uuid, { ...row, state, klantcontacten, ...(reason === undefined ? {} : { reason }) });
        if (silently) continue;
        for (const tell of listeners) tell(row.jobId ?? '');
      }
    },
  };
  return ledger;
}

const jobOf = ({ uuid }: { uuid: string }) => `letter-${uuid}`;

function toRow({ raw, location, aliases, ...message }: NewMessage): Row {
  return {
    ...message,
    aliases: [...aliases],
    locations: [location],
    state: 'open',
    acceptedAt: new Date(),
    size: raw.byteLength,
    jobId: jobOf(message),
    attempts: 0,
    klantcontacten: [],
    internetaken: [],
    steps: [],
  };
}
