import { describe, expect, it } from 'vitest';
import { attachmentName } from '#channels/email/email.attachment-name.ts';
import { toUtf8 } from '#channels/email/email.charset.ts';
import { scanHeaderBlock } from '#channels/email/email.header-block.ts';
import { htmlToPlainText } from '#channels/email/email.html-to-text.ts';
import { detectLanguage } from '#channels/email/email.language.ts';
import { isNestedDeeperThan } from '#channels/email/email.mime-depth.ts';
import { toNewText } from '#channels/email/email.new-text.ts';
import { findAddressee } from '#domain/letter/find-addressee.ts';
import { findLetterSubject } from '#domain/letter/find-letter-subject.ts';
import { findReturnAddress } from '#domain/letter/find-return-address.ts';
import { cleanLine } from '#domain/text/clean-text.ts';
import { cutText } from '#domain/text/cut-text.ts';
import { safeFileName } from '#domain/text/safe-file-name.ts';
import { toVisibleText } from '#domain/text/visible-text.ts';
import { foldText } from '#domain/triage/match-words.ts';

const LENGTH = 100_000;
/** Milliseconds of processor time. What is linear takes some tens; what looks at every pair would take minutes. */
const MOST_MS = 1_500;

/** What looks for something in the text of strangers: a pattern that goes back and forth here would be their lever. */
const LOOKS: Readonly<Record<string, (text: string) => unknown>> = {
  htmlToPlainText: (text) => htmlToPlainText(`<p>${text}`, 1_000_000),
  toNewText: (text) => toNewText(`> x\n${text}`),
  detectLanguage,
  cleanLine,
  cutText: (text) => cutText(text, 1_000),
  safeFileName,
  attachmentName: (text) => attachmentName(text, 'text/plain', 1),
  foldText,
  findAddressee,
  findLetterSubject,
  findReturnAddress,
  toVisibleText: (text) => toVisibleText(Buffer.from(text), LENGTH),
  toUtf8: (text) => toUtf8(Buffer.from(text, 'latin1'), undefined),
  scanHeaderBlock: (text) => scanHeaderBlock(Buffer.from(text)),
  isNestedDeeperThan: (text) => isNestedDeeperThan(Buffer.from(`content-type: multipart/x; boundary=a\n${text}`), 50),
};

const PIECES = [
  ...[
    '\n',
    ' ',
    '\t',
    ' \n',
    '\r',
    'a',
    'a ',
    'a\n',
    '1 ',
    '-',
    '_',
    '.',
    '"',
    '\u0301',
    '\u200d',
    '\u202e',
    'é',
    '\x81',
  ],
  ...['<', '<a', '</', '>', '&', '&#', '<!--', '<br>', '<p>', '<td>', '</div>', '<style', '<script>', '<b a="'],
  ...['<blockquote>', '<ol><li>', '<ol start=999999999><li>', '> \n', '\n\n>', 'Van: a\n', 'van ', 'op x ', 'On '],
  ...['A: \n', '\n--a', '; boundary=a', '\n--a\nboundary=b\n', 'boundary', '1234 AB\n', 'T.a.v. ', 'Betreft:'],
];

describe('one piece again and again costs no more than its length', () => {
  it.each(Object.entries(LOOKS))('%s', (_, look) => {
    const slow = PIECES.filter((piece) => {
      const text = piece.repeat(Math.ceil(LENGTH / piece.length));
      const before = process.cpuUsage();
      look(text);
      // What a pattern looks for at an end is not there, after all of it was looked at.
      look(`x${text}x`);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1_000 > MOST_MS;
    });
    expect(slow).toEqual([]);
  });
});
