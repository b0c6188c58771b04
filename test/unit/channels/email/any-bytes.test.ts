import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '#domain/failure/failure.ts';
import { readMail } from '#test/golden/email/describe-mail.ts';

const WORDS = ['From: a@b.example\n', 'Subject: =?utf-8?b?', '?=\n', '\n\n', '\r\n', '--g\n', '--g--\n', '\0', '<b>', '=E9', 'é', '\ud83d',
  'Content-Type: multipart/mixed; boundary=g\n', 'Content-Type: text/html; charset=utf-7\n', 'Content-Transfer-Encoding: base64\n',
  'Content-Type: message/rfc822\n', 'Content-Disposition: attachment; filename*=utf-8\'\'%E2%80%AE\n', 'To: ;:,<>"(\n']; // prettier-ignore

const read = async (raw: Buffer) => {
  try {
    return (await readMail(raw)).kind;
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(Failure);
    return (thrown as Failure).kind;
  }
};

describe('whatever the bytes are, reading ends in a klantcontact, aside or parked', () => {
  it('arbitrary bytes', { timeout: 30_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
        expect(['contacten', 'aside', 'unprocessable']).toContain(await read(Buffer.from(bytes)));
      }),
      { numRuns: 150 },
    );
  });

  it('pieces of mails in any order', { timeout: 30_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...WORDS), { maxLength: 60 }), async (words) => {
        expect(['contacten', 'aside', 'unprocessable']).toContain(await read(Buffer.from(words.join(''))));
      }),
      { numRuns: 300 },
    );
  });
});
