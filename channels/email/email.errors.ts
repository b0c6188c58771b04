import { transient, unprocessable, type Failure, type FailureFacts } from '#domain/failure/failure.ts';

/** Mails that can never be read as they are: parked, with a task for a person. */
const UNREADABLE = {
  'mail-empty': 'The mail has no bytes, or none that say anything',
  'mail-too-large': 'The mail is larger than the limit kanalen.email.limieten.berichtMb',
  'mail-too-many-attachments': 'The mail has more attachments than the limit kanalen.email.limieten.bijlagen',
  'mail-too-deep': 'The mail is nested deeper than the limit kanalen.email.limieten.mimeDiepte',
  'mail-header-too-large': 'The mail has more header lines than the limit kanalen.email.limieten.kopregels',
  'mail-too-many-lines': 'The mail has more lines than any mail that people send',
  'mail-unreadable': 'The mail parser cannot make anything of this mail',
} as const;
export type UnreadableCode = keyof typeof UNREADABLE;

/** The same for people who have to mend it. */
export const UNREADABLE_UITLEG: Readonly<Record<UnreadableCode, string>> = {
  'mail-empty': 'De e-mail is leeg.',
  'mail-too-large': 'De e-mail is groter dan de ingestelde limiet (kanalen.email.limieten.berichtMb).',
  'mail-too-many-attachments':
    'De e-mail heeft meer bijlagen dan de ingestelde limiet (kanalen.email.limieten.bijlagen).',
  'mail-too-deep': 'De e-mail is dieper genest dan de ingestelde limiet (kanalen.email.limieten.mimeDiepte).',
  'mail-header-too-large':
    'De e-mail heeft meer kopregels dan de ingestelde limiet (kanalen.email.limieten.kopregels).',
  'mail-too-many-lines': 'De e-mail heeft meer dan vijf miljoen regels.',
  'mail-unreadable': 'De opbouw van de e-mail is zo beschadigd dat hij niet te lezen is.',
};

/** The mail server does not co-operate: tried again with back-off, and nothing in the mailbox is touched. */
const SERVER = {
  'imap-unreachable': 'The IMAP server does not answer: check imap.host and imap.port, and that it runs',
  'imap-authentication-failed': 'The IMAP server refuses the user or password: check imap.user and imap.password',
  'imap-certificate-refused':
    'The certificate of the IMAP server is not trusted: give imap.ca, or mend the certificate',
  'imap-folder-missing': 'The mailbox has no such folder: check kanalen.email.mailboxes[].map',
  'imap-folder-not-created':
    'The folder for handled mail cannot be made: check kanalen.email.mailboxes[].doelmap and its rights',
  'imap-connection-lost': 'The connection with the IMAP server broke; it is made again',
  'imap-move-refused': 'The IMAP server refuses to move or mark handled mail: check the rights on both folders',
  'imap-message-unreadable': 'The IMAP server announces a message but does not hand it over; it is asked again',
} as const;
export type ImapCode = keyof typeof SERVER;

export const unreadableMail = (code: UnreadableCode, options?: { facts?: FailureFacts; cause?: unknown }): Failure =>
  unprocessable(code, UNREADABLE[code], options);

export const imapFailure = (code: ImapCode, options?: { facts?: FailureFacts; cause?: unknown }): Failure =>
  transient(code, SERVER[code], options);
