import type { MailboxConfig } from './email.config.ts';
import { createImapClient, toImapFailure, withDeadline } from './email.imap-connection.ts';

const DEADLINE_MS = 10_000;

/** Logs in and looks at the folder, as `intake check` does; changes nothing. Throws the channel's transient Failures. */
export async function probeMailbox(mailbox: MailboxConfig): Promise<{ messages: number }> {
  const client = createImapClient(mailbox);
  try {
    await withDeadline(client.connect(), DEADLINE_MS);
    const folder = await withDeadline(client.mailboxOpen(mailbox.map, { readOnly: true }), DEADLINE_MS);
    return { messages: folder.exists };
  } catch (thrown) {
    throw toImapFailure(thrown);
  } finally {
    client.close();
  }
}
