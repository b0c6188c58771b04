import type { SmtpAccount } from '#infrastructure/smtp/smtp-account.ts';
import type { IntakeConfig } from './config/config.schema.ts';

/** `systeem`: the sender of notices to units. Without settings of its own it sends through the first mailbox. */
const SYSTEEM = 'systeem';

/** Every address that the configuration lets us send from. */
export function smtpAccounts({ gemeente, kanalen, meldingen }: IntakeConfig): SmtpAccount[] {
  const mailboxes = (kanalen.email?.mailboxes ?? []).flatMap(({ naam, imap, smtp }) =>
    smtp === undefined ? [] : [{ ...smtp, naam, adres: smtp.van ?? imap.user, weergavenaam: `Gemeente ${gemeente}` }],
  );
  const [first] = mailboxes;
  const system = meldingen?.smtp ?? first;
  if (system === undefined) return [];
  const adres = meldingen?.smtp?.van ?? first?.adres ?? '';
  return [...mailboxes, { ...system, naam: SYSTEEM, adres, weergavenaam: `Klantcontacten ${gemeente}` }];
}
