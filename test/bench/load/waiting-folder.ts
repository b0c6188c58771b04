import { ImapFlow } from 'imapflow';
import { MAILBOX, type BenchServers } from '../measure/bench-servers.ts';
import { benchMail } from './bench-mail.ts';

/** A second client of the mailbox, which puts mail ready beside INBOX. */
export interface WaitingFolder {
  /** Appends mails where the program does not look. */
  prepare(prefix: string, count: number, bytes: number): Promise<void>;
  /** All that was prepared is in INBOX at once: one command, no bytes. */
  release(): Promise<void>;
  close(): Promise<void>;
}

const FOLDER = 'Klaargezet';

export async function openWaitingFolder({ dovecot }: BenchServers): Promise<WaitingFolder> {
  const { user, password: pass } = MAILBOX;
  const client = new ImapFlow({
    host: dovecot.host,
    port: dovecot.port,
    secure: false,
    auth: { user, pass },
    logger: false,
  });
  await client.connect();
  await client.mailboxCreate(FOLDER);
  return {
    async prepare(prefix, count, bytes) {
      for (let index = 0; index < count; index += 1)
        await client.append(FOLDER, benchMail(`${prefix}-${index}`, bytes));
    },
    async release() {
      await client.mailboxOpen(FOLDER);
      await client.messageMove('1:*', 'INBOX');
      await client.mailboxClose();
    },
    close: () => client.logout(),
  };
}
