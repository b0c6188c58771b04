import type { MailboxConfig } from '#channels/email/email.config.ts';
import { probeMailbox } from '#channels/email/email.probe.ts';
import type { SmtpAccount } from '#infrastructure/smtp/smtp-account.ts';
import { createSmtpSender } from '#infrastructure/smtp/smtp-sender.ts';
import type { Check } from './check.ts';

export function checkMailbox(mailbox: MailboxConfig): Check {
  const { naam, imap, map } = mailbox;
  return {
    naam: `IMAP ${naam}`,
    run: async () => {
      const { messages } = await probeMailbox(mailbox);
      return { oordeel: 'ok', wat: `aangemeld op ${imap.host}:${imap.port}, map ${map} met ${messages} berichten` };
    },
  };
}

export function checkSmtp(account: SmtpAccount): Check {
  return {
    naam: `SMTP ${account.naam}`,
    run: async () => {
      const sender = createSmtpSender([account]);
      try {
        await sender.verify(account.naam);
        return { oordeel: 'ok', wat: `aangemeld op ${account.host}:${account.port}` };
      } finally {
        sender.close();
      }
    },
  };
}
