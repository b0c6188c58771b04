import type { Connection, mongo } from 'mongoose';
import type { MailboxCursor, MailboxCursorStore } from '#application/ports/mailbox-cursor-store.ts';
import { guarded } from './connection.ts';
import { defineModel } from './models.ts';
import { isDuplicateKey } from './mongo-failure.ts';

type CursorDocument = MailboxCursor & { _id: string };

export function createMailboxCursorRepository(connection: Connection): MailboxCursorStore {
  const { collection } = defineModel<CursorDocument>(connection, 'mailboxcursors', []);
  const cursors = collection as unknown as mongo.Collection<CursorDocument>;

  return {
    find: (mailbox, folder) =>
      guarded(async () => {
        const found = await cursors.findOne({ _id: idOf(mailbox, folder) }, { projection: { _id: 0 } });
        return (found as MailboxCursor | null) ?? undefined;
      }),
    save: (cursor) =>
      guarded(async () => {
        if (await advance(cursor)) return;
        try {
          const another = { _id: idOf(cursor.mailbox, cursor.folder), uidValidity: { $ne: cursor.uidValidity } };
          await cursors.updateOne(another, { $set: cursor }, { upsert: true });
        } catch (thrown) {
          // Another instance began this numbering a moment ago.
          if (!isDuplicateKey(thrown)) throw thrown;
          await advance(cursor);
        }
      }),
  };

  async function advance({ mailbox, folder, uidValidity, lastUid }: MailboxCursor): Promise<boolean> {
    const filter = { _id: idOf(mailbox, folder), uidValidity };
    return (await cursors.updateOne(filter, { $max: { lastUid } })).matchedCount > 0;
  }
}

const idOf = (mailbox: string, folder: string) => `${mailbox}/${folder}`;
