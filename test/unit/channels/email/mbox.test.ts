import { describe, expect, it } from 'vitest';
import { splitMbox, type MboxMail } from '#channels/email/email.mbox.ts';

const WIDE = { mostBytes: 10_000_000, partialBytes: 100 };

/** The file in pieces of `size` bytes: a mail may be cut anywhere. */
async function split(file: string, size = 7, limits = WIDE): Promise<MboxMail[]> {
  const bytes = Buffer.from(file, 'latin1');
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += size) {
      await Promise.resolve();
      yield bytes.subarray(at, at + size);
    }
  }
  return Array.fromAsync(splitMbox(pieces(), limits));
}
const texts = async (...args: Parameters<typeof split>) =>
  (await split(...args)).map(({ raw }) => raw.toString('latin1'));

describe('a mail folder in one file', () => {
  it('is split where a separator follows an empty line, and nowhere else', async () => {
    const file = [
      'From anna@bewoner.example Tue Nov 24 09:15:02 2026',
      'Subject: een',
      '',
      'Beste gemeente,',
      'From nu af aan om 10:30 is de weg dicht.',
      '',
      'From hier tot het plein ook.',
      '',
      'From - Tue Nov 24 09:16:00 2026',
      'Subject: twee',
      '',
      'Tweede.',
      '',
    ].join('\n');
    for (const size of [1, 7, 10_000]) {
      const mails = await split(file, size);
      expect(mails.map(({ arrivedAt }) => arrivedAt)).toEqual(['Tue Nov 24 09:15:02 2026', 'Tue Nov 24 09:16:00 2026']);
      expect(mails[0]?.raw.toString()).toBe(
        'Subject: een\n\nBeste gemeente,\nFrom nu af aan om 10:30 is de weg dicht.\n\nFrom hier tot het plein ook.\n',
      );
      expect(mails[1]?.raw.toString()).toBe('Subject: twee\n\nTweede.\n');
    }
  });

  it('gives lines that were quoted back as they were, and keeps line ends', async () => {
    const file =
      'From a@b.example Tue Nov 24 09:15:02 2026\r\nSubject: x\r\n\r\n>From hier\r\n>>From daar\r\n> From\r\n\r\n';
    expect(await texts(file)).toEqual(['Subject: x\r\n\r\nFrom hier\r\n>From daar\r\n> From\r\n']);
  });

  it('keeps the beginning of a mail that is too large, counts all of it and goes on with the next', async () => {
    const line = `${'x'.repeat(300_000)}\n`;
    const file = `From a 09:15\nSubject: groot\n\n${line}${line}\nFrom b 09:16\nSubject: klein\n\n`;
    const [large, small] = await split(file, 50_000, { mostBytes: 400_000, partialBytes: 20 });
    expect(large).toMatchObject({ size: 15 + 1 + 2 * 300_001 });
    expect(large?.raw.toString()).toBe('Subject: groot\n\nxxxx');
    expect(small?.raw.toString()).toBe('Subject: klein\n');
  });

  it('holds nothing when it holds nothing', async () => {
    expect(await split('')).toEqual([]);
    expect(await split('Subject: geen mbox\n\n')).toEqual([]);
    expect(await texts('From a 09:15\n')).toEqual(['']);
  });
});
