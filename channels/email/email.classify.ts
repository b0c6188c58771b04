import type { Mail } from './email.mail.ts';

/** Header of every mail that this program sends, with the id of what it answers. */
export const OWN_HEADER = 'x-klantcontact-intake';

/** Why a mail is kept aside: visible in the list of messages, and reversible by a person (product decision 9). */
export type AsideCode =
  'bounce' | 'automatisch-antwoord' | 'ontvangstbevestiging' | 'eigen-bericht' | 'intern' | 'bulk';

/** The same for people who decide whether it is registered after all. */
export const ASIDE_UITLEG: Readonly<Record<AsideCode, string>> = {
  bounce: 'Een bericht dat onze e-mail niet bezorgd kon worden.',
  'automatisch-antwoord': 'Een automatisch antwoord, zoals een afwezigheidsbericht.',
  ontvangstbevestiging: 'Een bevestiging dat onze e-mail is aangekomen of gelezen.',
  'eigen-bericht': 'Onze eigen e-mail die terugkwam.',
  intern: 'Een e-mail van een collega.',
  bulk: 'Een nieuwsbrief of andere massa-e-mail.',
};

export interface MailboxIdentity {
  /** Addresses of this mailbox and of the other mailboxes we read. */
  readonly eigenAdressen: readonly string[];
  readonly interneDomeinen: readonly string[];
  readonly bulkApart: boolean;
}

export interface Aside {
  readonly code: AsideCode;
  /** The sign that decided, without personal data. */
  readonly detail: string;
}

/** Subjects of failed deliveries and absence notes. A hint beside a sign in the header, never a reason by itself. */
const FAILURE_SUBJECT =
  /^\s*(undeliver|undelivered|delivery (status|failure|has failed)|mail delivery (failed|system)|returned mail|failure notice|niet bezorgbaar|onbestelbaar|bezorging mislukt|unzustellbar|mail delivery)/i;
const ABSENCE_SUBJECT =
  /^\s*(automatisch antwoord|automatische reactie|afwezig|out of office|automatic reply|auto(matische)?[ -]?(reply|antwort)|abwesen|réponse automatique|ik ben (afwezig|niet aanwezig))/i;

/** The reason to keep a mail aside, or undefined: in doubt it is registered, for a question that is lost is worse. */
export function classifyMail(mail: Mail, identity: MailboxIdentity): Aside | undefined {
  return (
    ownMail(mail, identity) ??
    receipt(mail) ??
    bounce(mail) ??
    automaticReply(mail) ??
    internalMail(mail, identity) ??
    bulkMail(mail, identity)
  );
}

function ownMail(mail: Mail, { eigenAdressen }: MailboxIdentity): Aside | undefined {
  if (mail.header(OWN_HEADER) !== undefined) return { code: 'eigen-bericht', detail: OWN_HEADER };
  const from = senderOf(mail);
  const isOwn = (address: string) => eigenAdressen.includes(address.toLowerCase());
  // Web forms often send in the name of the mailbox itself, with the citizen in Reply-To: that is a citizen's message.
  const speaksFor = mail.replyTo.some(({ address }) => address !== '' && !isOwn(address));
  return isOwn(from) && !speaksFor ? { code: 'eigen-bericht', detail: 'from' } : undefined;
}

function receipt(mail: Mail): Aside | undefined {
  if (mail.structure === 'multipart/report; disposition-notification') {
    return { code: 'ontvangstbevestiging', detail: 'disposition-notification' };
  }
  return mail.attachments.some(({ mediaType }) => mediaType === 'message/disposition-notification')
    ? { code: 'ontvangstbevestiging', detail: 'disposition-notification' }
    : undefined;
}

function bounce(mail: Mail): Aside | undefined {
  const isReport = mail.structure.startsWith('multipart/report');
  if (isReport && /; delivery-status$/.test(mail.structure)) return { code: 'bounce', detail: 'delivery-status' };
  if (mail.attachments.some(({ mediaType }) => mediaType === 'message/delivery-status')) {
    return { code: 'bounce', detail: 'delivery-status' };
  }
  if (mail.header('x-failed-recipients') !== undefined) return { code: 'bounce', detail: 'x-failed-recipients' };
  if (/^mailer-daemon(@|$)/i.test(senderOf(mail))) return { code: 'bounce', detail: 'mailer-daemon' };
  // A null return path alone is not enough: some web forms send with one (RFC 3834 section 2 allows both readings).
  const isFailure = FAILURE_SUBJECT.test(mail.subject);
  if (isFailure && mail.returnPath === '') return { code: 'bounce', detail: 'null-return-path' };
  if (isFailure && /^postmaster@/i.test(senderOf(mail))) return { code: 'bounce', detail: 'postmaster' };
  return undefined;
}

function automaticReply(mail: Mail): Aside | undefined {
  const aside = (detail: string): Aside => ({ code: 'automatisch-antwoord', detail });
  const autoSubmitted = mail.header('auto-submitted')?.trim().toLowerCase() ?? 'no';
  if (/^auto-replied\b/.test(autoSubmitted)) return aside('auto-submitted');
  if (/^(yes|true|1)$/i.test(mail.header('x-autoreply')?.trim() ?? '')) return aside('x-autoreply');
  if (mail.header('x-autorespond') !== undefined) return aside('x-autorespond');
  if (/^auto_reply$/i.test(mail.header('precedence')?.trim() ?? '')) return aside('precedence');
  if (!/^no\b/.test(autoSubmitted) && !speaksForSomeone(mail)) return aside('auto-submitted');
  const hasHint =
    mail.returnPath === '' ||
    mail.header('x-auto-response-suppress') !== undefined ||
    /^(bulk|junk)$/i.test(mail.header('precedence')?.trim() ?? '');
  return hasHint && ABSENCE_SUBJECT.test(mail.subject) ? aside('onderwerp') : undefined;
}

/** `Auto-Submitted: auto-generated` on a web form's mail with the citizen in Reply-To is still a citizen's question. */
function speaksForSomeone(mail: Mail): boolean {
  const from = senderOf(mail);
  return mail.replyTo.some(({ address }) => address !== '' && address.toLowerCase() !== from);
}

function internalMail(mail: Mail, { interneDomeinen }: MailboxIdentity): Aside | undefined {
  const isInternal = (address: string) =>
    interneDomeinen.some((domain) => domainOf(address) === domain || domainOf(address).endsWith(`.${domain}`));
  const from = senderOf(mail);
  const speaksFor = mail.replyTo.some(({ address }) => address.includes('@') && !isInternal(address));
  return from !== '' && isInternal(from) && !speaksFor ? { code: 'intern', detail: 'domein' } : undefined;
}

function bulkMail(mail: Mail, { bulkApart }: MailboxIdentity): Aside | undefined {
  if (!bulkApart) return undefined;
  if (mail.header('list-id') !== undefined) return { code: 'bulk', detail: 'list-id' };
  if (mail.header('list-unsubscribe') !== undefined) return { code: 'bulk', detail: 'list-unsubscribe' };
  const precedence = mail.header('precedence')?.trim() ?? '';
  return /^(bulk|list|junk)$/i.test(precedence) ? { code: 'bulk', detail: 'precedence' } : undefined;
}

const senderOf = (mail: Mail) => (mail.from[0]?.address ?? '').toLowerCase();
const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
