import type { AcceptMessages } from '#application/accept-messages.ts';
import type { MailboxCursor, MailboxCursorStore } from '#application/ports/mailbox-cursor-store.ts';
import type { MessageStore, NewMessage } from '#application/ports/message-store.ts';

export interface LedgerInMemory {
  readonly accept: AcceptMessages;
  readonly messages: Pick<MessageStore, 'findLocations'>;
  readonly mailboxes: MailboxCursorStore;
  /** Every accepted message once, in order. */
  readonly accepted: NewMessage[];
  /** Sizes of the chunks as they came. */
  readonly chunks: number[];
  /** Called before a chunk becomes durable; what it throws is what the source meets. */
  before: (incoming: readonly NewMessage[]) => Promise<void> | void;
  subjects(): string[];
  /** A mail of so many bytes was taken in from this place before. */
  remember(location: string, size: number): void;
}

/** What the source sees of the ledger, with the same promises: one key one message, a second place is remembered. */
export function createLedgerInMemory(): LedgerInMemory {
  const byUuid = new Map<string, NewMessage>();
  const sizes = new Map<string, number>();
  const cursors = new Map<string, MailboxCursor>();
  const ledger: LedgerInMemory = {
    accepted: [],
    chunks: [],
    before: () => undefined,
    subjects: () =>
      ledger.accepted.map(({ raw }) => /^Subject: (.*?)\r?$/m.exec(Buffer.from(raw).toString())?.[1] ?? '').sort(),
    accept: async (incoming) => {
      await ledger.before(incoming);
      ledger.chunks.push(incoming.length);
      return incoming.map((message) => {
        const isNew = !byUuid.has(message.uuid);
        sizes.set(message.location, (byUuid.get(message.uuid) ?? message).raw.byteLength);
        if (isNew) {
          byUuid.set(message.uuid, message);
          ledger.accepted.push(message);
        }
        return { uuid: message.uuid, isNew };
      });
    },
    remember: (location, size) => void sizes.set(location, size),
    messages: {
      findLocations: (asked) => Promise.resolve(new Map([...sizes].filter(([one]) => asked.includes(one)))),
    },
    mailboxes: {
      find: (mailbox, folder) => Promise.resolve(cursors.get(`${mailbox}/${folder}`)),
      save: (cursor) => {
        const before = cursors.get(`${cursor.mailbox}/${cursor.folder}`);
        const isSame = before?.uidValidity === cursor.uidValidity;
        const lastUid = isSame ? Math.max(before.lastUid, cursor.lastUid) : cursor.lastUid;
        cursors.set(`${cursor.mailbox}/${cursor.folder}`, { ...cursor, lastUid });
        return Promise.resolve();
      },
    },
  };
  return ledger;
}
