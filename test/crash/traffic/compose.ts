import { composeMail, multipart, type MailParts } from '#main/demo/seed/mail/compose-mail.ts';
import type { Random } from '../plan/random.ts';
import { MAILBOX } from '../world/mail-server.ts';
import { markOf } from './sent-log.ts';

const SUBJECTS = ['Paspoort verlopen', 'Losse stoeptegel', 'Vraag over parkeren', 'Lantaarnpaal stuk', 'Verhuizing'];
const QUESTIONS = [
  'Kunt u mij laten weten wat ik nu moet doen?',
  'Ik hoor graag wanneer dit wordt opgelost.',
  'Is het mogelijk om hiervoor een afspraak te maken?',
];

export const questionOf = (random: Random) => `${random.pick(SUBJECTS)}. ${random.pick(QUESTIONS)}`;
export const subjectOf = (random: Random, serial: number) => `${random.pick(SUBJECTS)} (${markOf(serial)})`;
export const messageIdOf = (serial: number) => `crash-${serial}@post.inwoner.example`;

export interface ComposedMail {
  readonly raw: Buffer;
  readonly attachments: number;
}

type Extra = Pick<MailParts, 'kop' | 'bijlagen'> & { readonly tekst?: string };

function ordinary(random: Random, serial: number, extra: Extra = {}): ComposedMail {
  const raw = composeMail({
    van: { naam: 'Inwoner van Voorbeeldstad', adres: `inwoner-${serial}@post.inwoner.example` },
    aan: MAILBOX.user,
    onderwerp: subjectOf(random, serial),
    messageId: messageIdOf(serial),
    datum: new Date(),
    tekst: questionOf(random),
    ...extra,
  });
  return { raw, attachments: extra.bijlagen?.length ?? 0 };
}

function attachment(random: Random, bytes: number, index: number) {
  const content = Buffer.alloc(bytes, random.int(0, 255));
  content.write(`%PDF-1.4 ${index}`);
  return { naam: `bijlage-${index}.pdf`, mediaType: 'application/pdf', bytes: content };
}

export const plainMail = ordinary;
export const mailWithAttachments = (random: Random, serial: number) =>
  ordinary(random, serial, {
    bijlagen: Array.from({ length: random.int(1, 3) }, (_, index) =>
      attachment(random, random.int(100, 300_000), index),
    ),
  });

/** Larger than what is kept in the message's own document. */
export const largeMail = (random: Random, serial: number) =>
  ordinary(random, serial, { bijlagen: [attachment(random, random.int(1_200_000, 4_000_000), 0)] });

/** Bytes that no text has. IMAP servers may change NUL on the way (RFC 3501 forbids it): it is still this mail. */
export function mailWithNuls(random: Random, serial: number): ComposedMail {
  const { raw } = ordinary(random, serial);
  const text = raw.toString('latin1').replace('Content-Transfer-Encoding: base64', 'Content-Transfer-Encoding: 8bit');
  return { raw: Buffer.from(`${text}\r\nabc\x00\xff\xfe\x01def\r\n`, 'latin1'), attachments: 0 };
}

export const automaticReply = (random: Random, serial: number) =>
  ordinary(random, serial, { kop: { 'Auto-Submitted': 'auto-replied' } });

/** A delivery report (RFC 3464). */
export function bounce(_random: Random, serial: number): ComposedMail {
  const header = [
    'Return-Path: <>',
    'From: Mail Delivery System <MAILER-DAEMON@mx.brievenbus.example>',
    `To: ${MAILBOX.user}`,
    `Subject: Undelivered Mail (${markOf(serial)})`,
    `Message-ID: <${messageIdOf(serial)}>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
  ];
  const parts = [
    ['Content-Type: text/plain', '', 'The mail system could not deliver your message.'],
    [
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.brievenbus.example',
      '',
      'Final-Recipient: rfc822; weg@brievenbus.example',
      'Action: failed',
      'Status: 5.1.1',
    ],
  ];
  const body = multipart('report; report-type=delivery-status', parts, String(serial));
  return { raw: Buffer.from([...header, ...body, ''].join('\r\n')), attachments: 0 };
}

/** Deeper than is read: it is parked. */
export function tooDeepMail(random: Random, serial: number): ComposedMail {
  const opening = Array.from({ length: 80 }, (_, level) => [
    `Content-Type: multipart/mixed; boundary="g${level}"`,
    '',
    `--g${level}`,
  ]).flat();
  const header = [
    `From: <inwoner-${serial}@post.inwoner.example>`,
    `To: ${MAILBOX.user}`,
    `Subject: ${subjectOf(random, serial)}`,
    `Message-ID: <${messageIdOf(serial)}>`,
    'MIME-Version: 1.0',
  ];
  const raw = Buffer.from([...header, ...opening, 'Content-Type: text/plain', '', 'vraag', ''].join('\r\n'));
  return { raw, attachments: 0 };
}
