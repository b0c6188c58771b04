import { describe, expect, it } from 'vitest';
import { classifyMail, type MailboxIdentity } from '#channels/email/email.classify.ts';
import { emailConfigSchema } from '#channels/email/email.config.ts';
import { scanHeaderBlock } from '#channels/email/email.header-block.ts';
import { parseMail } from '#channels/email/email.parse.ts';

const { limieten } = emailConfigSchema.parse({
  mailboxes: [{ naam: 'i', imap: { host: '::1', user: 'i', password: 'p' } }],
});
const identity: MailboxIdentity = {
  eigenAdressen: ['info@stad.example', 'burg@stad.example'],
  interneDomeinen: ['stad.example'],
  bulkApart: false,
};

async function classify(header: string, over: Partial<MailboxIdentity> = {}) {
  const raw = Buffer.from(`${header}\r\n\r\nHoe vraag ik een uittreksel aan?\r\n`);
  return classifyMail(await parseMail(raw, scanHeaderBlock(raw), limieten), { ...identity, ...over })?.code;
}
const CITIZEN = 'From: Jan <jan@thuis.example>\r\nSubject: Vraag';

describe('a mail is kept aside', () => {
  it.each([
    ['an answer of a machine', 'From: a@b.example\r\nAuto-Submitted: auto-replied', 'automatisch-antwoord'],
    [
      'an answer of a machine with a remark',
      'From: a@b.example\r\nAuto-Submitted: Auto-Replied (vacation)',
      'automatisch-antwoord',
    ],
    ["a machine's own message", 'From: a@b.example\r\nAuto-Submitted: auto-generated', 'automatisch-antwoord'],
    ['X-Autoreply', 'From: a@b.example\r\nX-Autoreply: yes', 'automatisch-antwoord'],
    ['Precedence: auto_reply', 'From: a@b.example\r\nPrecedence: auto_reply', 'automatisch-antwoord'],
    [
      'an absence note with a sign beside it',
      'From: a@b.example\r\nX-Auto-Response-Suppress: All\r\nSubject: Afwezig: vakantie',
      'automatisch-antwoord',
    ],
    ['mailer-daemon', 'From: MAILER-DAEMON@b.example\r\nSubject: failed', 'bounce'],
    [
      'a failure with a null return path',
      'Return-Path: <>\r\nFrom: postbus@b.example\r\nSubject: Undeliverable: uw brief',
      'bounce',
    ],
    ['failed recipients', 'From: a@b.example\r\nX-Failed-Recipients: c@d.example', 'bounce'],
    ['our own mail', 'From: a@b.example\r\nX-Klantcontact-Intake: 1', 'eigen-bericht'],
    ['a mail from one of our mailboxes', 'From: Burgerzaken <BURG@stad.example>', 'eigen-bericht'],
    ['a colleague', 'From: kees@stad.example', 'intern'],
    ['a colleague of a subdomain', 'From: kees@sub.stad.example', 'intern'],
  ])('%s', async (_what, header, code) => {
    expect(await classify(header)).toBe(code);
  });
});

describe('in doubt a mail is registered', () => {
  it.each([
    ['a plain question', CITIZEN],
    ['Auto-Submitted: no', `${CITIZEN}\r\nAuto-Submitted: no`],
    ['a subject about absence alone', 'From: jan@thuis.example\r\nSubject: Automatisch antwoord'],
    ['a null return path alone', `Return-Path: <>\r\n${CITIZEN}`],
    ['a mailing list', `${CITIZEN}\r\nList-Id: <buurt.example>\r\nPrecedence: bulk`],
    ['a domain that only ends like ours', 'From: jan@voorstad.example\r\nSubject: Vraag'],
    ['a web form in our own name', 'From: info@stad.example\r\nReply-To: jan@thuis.example\r\nSubject: Vraag'],
    [
      'a web form that says it is a machine',
      'From: web@thuis.example\r\nReply-To: jan@thuis.example\r\nAuto-Submitted: auto-generated',
    ],
    ['a mail without any sender', 'Subject: Vraag'],
  ])('%s', async (_what, header) => {
    expect(await classify(header)).toBeUndefined();
  });

  it('a mailing list is kept aside where the mailbox asks for that', async () => {
    expect(await classify(`${CITIZEN}\r\nList-Id: <buurt.example>`, { bulkApart: true })).toBe('bulk');
  });
});
