import { expect, it } from 'vitest';
import { ASIDE_SIGNS } from '#channels/email/email.aside-signs.ts';
import { classifyMail } from '#channels/email/email.classify.ts';
import { fingerprintMail } from '#channels/email/email.message-key.ts';

it('every field that can keep a mail aside is a sign', () => {
  const asked = new Set<string>();
  const header = (name: string) => void asked.add(name);
  const address = { name: '', address: 'noor@post.example' };
  const mail = {
    subject: 'Vraag',
    from: [address],
    hasOneSender: true,
    replyTo: [],
    sender: [],
    returnPath: undefined,
  };
  const rest = { answersTo: [], namesOther: false, text: 'x', textSource: 'plain' as const, isDamaged: false };
  const identity = { eigenAdressen: [], interneDomeinen: [], bulkApart: true };
  classifyMail({ header, ...mail, ...rest, attachments: [], structure: 'text/plain' }, identity);
  expect(asked.size).toBeGreaterThan(5);
  // What it sees beside these: the null return path, and what the whole mail is.
  expect([...asked, 'return-path', 'content-type'].toSorted()).toEqual(Object.keys(ASIDE_SIGNS).toSorted());
});

const keyWith = async (...lines: string[]) =>
  (
    await fingerprintMail(
      'info',
      Buffer.from(['From: a@b.example', ...lines, 'Message-ID: <x@b.example>', '', 'Vraag'].join('\n')),
    )
  ).key;

it.each([
  'Auto-Submitted: no',
  'Return-Path: <a@b.example>',
  'Content-Type: text/plain',
  'Content-Type: multipart/mixed; boundary=r',
])('a mail with %s has the key that it has without', async (line) => {
  expect(await keyWith(line)).toBe(await keyWith());
});

it.each(['Auto-Submitted: auto-replied', 'Return-Path: <>', 'Content-Type: multipart/report', 'Precedence: bulk'])(
  'a mail with %s is another mail than the one without',
  async (line) => {
    expect(await keyWith(line)).not.toBe(await keyWith());
    // However many there are, and whichever is read.
    expect(await keyWith('Auto-Submitted: no', line)).toBe(await keyWith(line));
  },
);
