import { describe, expect, it } from 'vitest';
import { cleanLine, cleanText } from '#domain/text/clean-text.ts';
import { cutText } from '#domain/text/cut-text.ts';
import { safeFileName } from '#domain/text/safe-file-name.ts';
import { toVisibleText } from '#domain/text/visible-text.ts';
import { decideRoute } from '#domain/triage/decide-route.ts';
import { foldText } from '#domain/triage/match-words.ts';
import { isAcceptableAdres } from '#domain/klantcontact/digitaal-adres.schema.ts';
import { messageIdSchema } from '#domain/uitgaand/uitgaand.schema.ts';
import { attachmentName } from '#channels/email/email.attachment-name.ts';
import { toUtf8 } from '#channels/email/email.charset.ts';
import { classifyMail } from '#channels/email/email.classify.ts';
import { scanHeaderBlock } from '#channels/email/email.header-block.ts';
import { htmlToPlainText } from '#channels/email/email.html-to-text.ts';
import { detectLanguage } from '#channels/email/email.language.ts';
import type { Mail } from '#channels/email/email.mail.ts';
import { fingerprintMail } from '#channels/email/email.message-key.ts';
import { isNestedDeeperThan } from '#channels/email/email.mime-depth.ts';
import { toNewText } from '#channels/email/email.new-text.ts';
import { readReferences } from '#channels/email/email.references.ts';
import { toReferences } from '#domain/inbound-message/reference.ts';

/**
 * Everything that looks at a stranger's text with patterns, on texts made to have a pattern look at the same run again
 * and again. Twice as long may take twice as much, not four times: at 50,000 characters a quadratic look takes seconds.
 */
const LENGTH = 50_000;
const MOST_MS = 500;

const identity = { eigenAdressen: ['info@voorbeeldstad.example'], interneDomeinen: ['x.example'], bulkApart: true };
const mail = (text: string): Mail => ({
  header: () => text,
  subject: text,
  from: [{ name: text, address: text }],
  replyTo: [{ name: text, address: text }],
  sender: [],
  returnPath: text,
  answersTo: [],
  hasOneSender: true,
  namesOther: false,
  text,
  textSource: 'plain',
  isDamaged: false,
  attachments: [],
  structure: text,
});
const rules = [{ naam: 'r', naar: 'X', als: { woorden: ['kap*'], afzender: ['@x.example'], geadresseerde: ['x'] } }];

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  cleanLine: cleanLine,
  cleanText: cleanText,
  cutText: (text) => cutText(text, 1_000),
  safeFileName: safeFileName,
  attachmentName: (text) => attachmentName(text, text, 1),
  toVisibleText: (text) => toVisibleText(Buffer.from(text), 1_000_000),
  foldText: foldText,
  decideRoute: (text) => decideRoute({ tekst: text, afzender: text, geadresseerde: text }, 'email', rules),
  isAcceptableAdres: (text) => isAcceptableAdres('email', text) || isAcceptableAdres('telefoonnummer', text),
  messageIdSchema: (text) => messageIdSchema.safeParse(text).success,
  toUtf8: (text) => toUtf8(Buffer.from(text, 'latin1'), text.slice(0, 40)),
  classifyMail: (text) => classifyMail({ ...mail(text), header: () => undefined }, identity),
  'classifyMail by its header': (text) => classifyMail(mail(text), identity),
  scanHeaderBlock: (text) => scanHeaderBlock(Buffer.from(text)),
  fingerprintMail: (text) => fingerprintMail('info', Buffer.from(`Message-ID: ${text}\nDate: ${text}\n\n`)),
  htmlToPlainText: (text) => htmlToPlainText(text, 1_000_000),
  'htmlToPlainText of a page over the limit': (text) => htmlToPlainText(text, 50_000),
  'htmlToPlainText of a page too deep to convert': (text) =>
    htmlToPlainText(`${'<div>'.repeat(500)}${text}`, 1_000_000),
  detectLanguage: detectLanguage,
  isNestedDeeperThan: (text) => isNestedDeeperThan(Buffer.from(`Content-Type: multipart/${text}`), 2),
  readReferences: (text) => readReferences([text], [`<${text}`, text]),
  toReferences: (text) => toReferences('email', [text, `${text}@${text}`]),
  toNewText: toNewText,
  'toNewText behind a quotation': (text) => toNewText(`> oud\n${text}`),
};

/** What patterns hang on to: runs of one thing, and of things that begin what never ends. */
const RUNS = [
  ' ', '\t', '\n', '\r', '\r\n', ' \n', '\n ', '\u00a0', '\u2028', '.', '. ', '-', '--', '-- ', '_', '>', '> ', '>\n', '<', '<a', '<a ', '<a b="',
  '<!--', '<style', '<style>', '<script>', '</script', '<p', '&', '&amp;', '&nbsp;', '&#', '(', '((', '"', '\\', ',', ';', ':', ': ', '=', '=?', '=?q?', '@', 'a@', '@a',
  'a', 'a ', 'a.', 'a-', 'é', 'e\u0301', '\u0301', '\u200b', '\u202e', '\ud83d', '👨‍👩‍👧', '\0', '/', '\\', '../', 'a/', 'con.', '0', '+', 'van: ', 'Van: a\n', 'op a\n', 'op ', 'schreef', ' schreef', 'op schreef ', 'boundary', 'boundary=', '\nboundary', '\n--', 'http://', '://', 'data:a/b;base64,',
]; // prettier-ignore
const TAILS = ['', 'x', '\nx', '\u0100', '!', '>'];

describe('the time to read a text grows with its length, not with its square', () => {
  it.each(Object.entries(READERS))(
    '%s',
    async (_name, read) => {
      const slow: string[] = [];
      for (const run of RUNS) {
        for (const tail of TAILS) {
          const text = `x${run.repeat(LENGTH / run.length)}${tail}`;
          const before = process.cpuUsage();
          await read(text);
          const { user, system } = process.cpuUsage(before);
          const ms = (user + system) / 1000;
          if (ms > MOST_MS) slow.push(`${JSON.stringify(run)} + ${JSON.stringify(tail)}: ${Math.round(ms)} ms`);
        }
      }
      expect(slow).toEqual([]);
    },
    60_000,
  );
});
