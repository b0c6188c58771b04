import { describe, expect, it } from 'vitest';
import { emailConfigSchema, type EmailLimits } from '#channels/email/email.config.ts';
import { scanHeaderBlock } from '#channels/email/email.header-block.ts';
import { parseMail } from '#channels/email/email.parse.ts';
import { verifyMail, verifySize } from '#channels/email/email.verify.ts';

const config = emailConfigSchema.parse({ mailboxes: [{ naam: 'i', imap: { host: '::1', user: 'i', password: 'p' } }] });
const limits = (over: Partial<EmailLimits> = {}): EmailLimits => ({ ...config.limieten, ...over });
const verify = (raw: Buffer, over: Partial<EmailLimits> = {}) => verifyMail(raw, raw.byteLength, limits(over));

function nested(depth: number): Buffer {
  let mail = 'From: a@b.example\nSubject: diep\n';
  for (let level = 0; level < depth; level += 1)
    mail += `Content-Type: multipart/mixed;\n boundary="g${level}"\n\n--g${level}\n`;
  return Buffer.from(`${mail}Content-Type: text/plain\n\nvraag\n`);
}

function withAttachments(count: number): Buffer {
  const part = '--g\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\nJVBERg==\n';
  return Buffer.from(`From: a@b.example\nContent-Type: multipart/mixed; boundary=g\n\n${part.repeat(count)}--g--\n`);
}

describe('a mail over a limit is refused before or while it is read', () => {
  it('no bytes at all', () => {
    expect(() => verify(Buffer.alloc(0))).toThrow(
      expect.objectContaining({ code: 'mail-empty', kind: 'unprocessable' }),
    );
  });
  it('size', () => {
    const raw = Buffer.alloc(1024 * 1024 + 1, 'a');
    expect(() => verify(raw, { berichtMb: 1 })).toThrow(expect.objectContaining({ code: 'mail-too-large' }));
    expect(() => verifyMail(Buffer.from('From: a@b.c\n\nx'), 999_999_999, limits())).toThrow(
      expect.objectContaining({ code: 'mail-too-large' }),
    );
  });
  it('header lines', () => {
    const raw = Buffer.from(`${'X-Vulling: x\n'.repeat(200)}\nvraag`);
    expect(() => verify(raw, { kopregels: 100 })).toThrow(expect.objectContaining({ code: 'mail-header-too-large' }));
    expect(() => verify(Buffer.alloc(2 * 1024 * 1024, 'a'))).toThrow(
      expect.objectContaining({ code: 'mail-header-too-large' }),
    );
  });
  it('depth', () => {
    expect(() => verify(nested(51))).toThrow(expect.objectContaining({ code: 'mail-too-deep' }));
    expect(() => verify(nested(50))).not.toThrow();
  });
  it('many parts side by side are not deep', () => {
    const part = '--g\nContent-Type: multipart/alternative; boundary=h\n\n--h\n\nx\n--h--\n';
    const raw = Buffer.from(`Content-Type: multipart/mixed; boundary=g\n\n${part.repeat(100)}--g--\n`);
    expect(() => verify(raw)).not.toThrow();
  });
  it('attachments', async () => {
    const read = (count: number) => {
      const raw = withAttachments(count);
      return parseMail(raw, scanHeaderBlock(raw), limits({ bijlagen: 20 }));
    };
    await expect(read(21)).rejects.toMatchObject({ code: 'mail-too-many-attachments', kind: 'unprocessable' });
    expect((await read(20)).attachments).toHaveLength(20);
  });
  it('a mail up to four times the limit is still taken in whole, so that a higher limit can bring it back', () => {
    const megabyte = 1024 * 1024;
    expect(verifySize(200 * megabyte, limits())).toBe('whole');
    expect(verifySize(200 * megabyte + 1, limits())).toBe('partial');
  });
});
