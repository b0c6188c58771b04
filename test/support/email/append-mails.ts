import { ImapFlow } from 'imapflow';

export interface MailboxAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** Puts mails in the mailbox, as a mail server's delivery does; `subjectOf` makes each one another. */
export async function appendMails(
  { host, port, user, password }: MailboxAddress,
  count: number,
  subjectOf: (index: number) => string,
): Promise<void> {
  const client = new ImapFlow({ host, port, secure: false, auth: { user, pass: password }, logger: false });
  await client.connect();
  for (let index = 0; index < count; index += 1) {
    const subject = subjectOf(index);
    const lines = [
      'From: Noor van Dijk <noor@post.example>',
      `To: ${user}`,
      `Subject: ${subject}`,
      `Message-ID: <${subject.toLowerCase().replaceAll(/\W+/g, '-')}@post.example>`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      `${subject}. Wanneer kan ik langskomen?`,
      '',
    ];
    await client.append('INBOX', Buffer.from(lines.join('\r\n')));
  }
  await client.logout();
}
