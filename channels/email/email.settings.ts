import { NO_RIGHTS, type NormaliseUnit } from '#application/ports/normalise-module.ts';
import type { MailboxIdentity } from './email.classify.ts';
import type { EmailConfig, EmailLimits } from './email.config.ts';

/** The part of the configuration that crosses into the reading thread: no password, no host. */
export interface EmailSettings {
  readonly limits: EmailLimits;
  /** By naam. */
  readonly mailboxes: Readonly<Record<string, MailboxIdentity>>;
  readonly anyMailbox: MailboxIdentity;
}

export function toEmailSettings({ mailboxes, limieten }: EmailConfig): EmailSettings {
  const own = mailboxes.flatMap(({ imap, smtp, eigenAdressen }) => [imap.user, smtp?.van ?? '', ...eigenAdressen]);
  const eigenAdressen = [
    ...new Set(own.filter((address) => address.includes('@')).map((address) => address.toLowerCase())),
  ];
  const anyMailbox = { eigenAdressen, interneDomeinen: [], bulkApart: false };
  return {
    limits: limieten,
    mailboxes: Object.fromEntries(
      mailboxes.map(({ naam, interneDomeinen, bulkApart }) => [
        naam,
        {
          eigenAdressen,
          interneDomeinen: interneDomeinen.map((domain) => domain.replace(/^@/, '').toLowerCase()),
          bulkApart,
        },
      ]),
    ),
    anyMailbox,
  };
}

/** With what a process takes beside its heap a reader of mails of 50 MB stays under 512 MB; a sound one takes 350 to 400. */
const MEGABYTES_BESIDE = 160;
/** A mail is in memory as received, decoded, and as pieces of both. */
const COPIES = 4;

/** How the program runs the reader of mails in its threads. */
export function emailNormaliseUnit(config: EmailConfig): NormaliseUnit {
  return {
    module: new URL('./email.normalise.ts', import.meta.url),
    settings: toEmailSettings(config),
    rights: NO_RIGHTS,
    timeoutMs: config.limieten.leesSeconden * 1000,
    maxMemoryMb: MEGABYTES_BESIDE + config.limieten.berichtMb * COPIES,
    batchSize: 50,
  };
}
