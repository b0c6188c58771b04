import { ImapFlow } from 'imapflow';
import { emailConfigSchema, type EmailConfig } from '#channels/email/email.config.ts';
import type { Dovecot } from '#infrastructure/embedded/dovecot.ts';

export const PASSWORD = 'geheim-voor-de-proef';

/** A configuration of mailboxes on the Dovecot of the test. */
export function emailConfigFor(
  dovecot: Pick<Dovecot, 'host' | 'port'>,
  users: readonly string[],
  over: { mailbox?: object; imap?: object; limieten?: object } = {},
): EmailConfig {
  const imap = { host: dovecot.host, port: dovecot.port, tls: false, password: PASSWORD };
  return emailConfigSchema.parse({
    mailboxes: users.map((user) => ({ naam: user, imap: { ...imap, user, ...over.imap }, ...over.mailbox })),
    limieten: over.limieten ?? {},
  });
}

/** What a mail server's delivery and other people's mail programs do to a mailbox. */
export interface OtherClient {
  deliver(subject: string, options?: { body?: string; header?: string; folder?: string; at?: Date }): Promise<void>;
  subjectsIn(folder: string): Promise<string[]>;
  flagsIn(folder: string): Promise<string[][]>;
  readonly client: ImapFlow;
  close(): void;
}

export async function openOtherClient(dovecot: Pick<Dovecot, 'host' | 'port'>, user: string): Promise<OtherClient> {
  const { host, port } = dovecot;
  const client = new ImapFlow({
    host,
    port,
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass: PASSWORD },
    logger: false,
  });
  client.on('error', () => undefined);
  await client.connect();

  const all = async <T>(
    folder: string,
    read: (message: { envelope?: { subject?: string }; flags?: Set<string> }) => T,
  ) => {
    await client.mailboxOpen(folder, { readOnly: true });
    const found: T[] = [];
    if (client.mailbox !== false && client.mailbox.exists > 0) {
      for await (const message of client.fetch('1:*', { envelope: true, flags: true }))
        found.push(read(message as never));
    }
    await client.mailboxClose();
    return found;
  };
  return {
    client,
    async deliver(subject, { body = 'Wanneer is het gemeentehuis open?', header = '', folder = 'INBOX', at } = {}) {
      await client.append(folder, toMail(subject, body, header), [], at);
    },
    subjectsIn: async (folder) => (await all(folder, ({ envelope }) => envelope?.subject ?? '')).sort(),
    flagsIn: (folder) => all(folder, ({ flags }) => [...(flags ?? [])].sort()),
    close: () => {
      client.close();
    },
  };
}

const toMail = (subject: string, body: string, header: string) =>
  `From: Jan Jansen <jan@thuis.example>\r\nTo: info@stad.example\r\nSubject: ${subject}\r\n` +
  `Message-ID: <${subject.replace(/\W/g, '-')}@thuis.example>\r\n${header}\r\n${body}\r\n`;
