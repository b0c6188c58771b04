import { aside } from '../seed.ts';
import { MAILBOX, messageIdOf, type MailFacts, type SeedMail } from './seed-mail.ts';
import { multipart } from './compose-mail.ts';

/** Written by nobody: it must not become a klantcontact (product decision 9). */
export const automaticReply: MailFacts = {
  id: 'afwezig',
  titel: 'automatisch antwoord, apart gehouden',
  minutenGeleden: 50,
  van: { naam: 'Administratie Bakkerij Ootmans', adres: 'administratie@ootmans.example' },
  onderwerp: 'Automatisch antwoord: uw factuur',
  kop: { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' },
  tekst: 'Ik ben met vakantie en lees mijn mail niet. Voor spoed kunt u bellen met de bakkerij.',
  expects: aside,
};

/** A delivery report (RFC 3464) on a mail that the municipality would have sent. */
export function bounce(moment: Date): SeedMail {
  const messageId = messageIdOf('onbestelbaar');
  const header = [
    'Return-Path: <>',
    'From: Mail Delivery System <MAILER-DAEMON@mx.brievenbus.example>',
    `To: ${MAILBOX}`,
    'Subject: Undelivered Mail Returned to Sender',
    `Date: ${new Date(moment.getTime() - 40 * 60_000).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${messageId}>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
  ];
  const parts = [
    ['Content-Type: text/plain; charset=us-ascii', '', 'The mail system could not deliver your message.'],
    [
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.brievenbus.example',
      '',
      'Final-Recipient: rfc822; vertrokken@brievenbus.example',
      'Action: failed',
      'Status: 5.1.1',
    ],
    [
      'Content-Type: message/rfc822',
      '',
      `From: ${MAILBOX}`,
      'To: vertrokken@brievenbus.example',
      'Subject: Antwoord op uw vraag',
      '',
      'Beste inwoner, hierbij ons antwoord.',
    ],
  ];
  const body = multipart('report; report-type=delivery-status', parts, messageId);
  const raw = Buffer.from([...header, ...body].join('\r\n') + '\r\n');
  return { channel: 'email', titel: 'onbestelbaarmelding, apart gehouden', terms: [messageId], expects: aside, raw };
}
