import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fingerprintMail } from '#channels/email/email.message-key.ts';

const HEADER =
  'Received: from a\r\nFrom: a@b.example\r\nTo: info@c.example\r\nSubject: Vraag\r\nMessage-ID: <x-1@b.example>\r\n';
const mail = (body = 'Wanneer is het gemeentehuis open?\r\n', header = HEADER) => Buffer.from(`${header}\r\n${body}`);
const keyOf = async (raw: Buffer, mailbox = 'info') => (await fingerprintMail(mailbox, raw)).key;

describe('the key of a mail', () => {
  it('is the same for a second delivery over another route and with other line ends', async () => {
    const first = await keyOf(mail());
    const rerouted = `Return-Path: <a@b.example>\r\nReceived: from elsewhere\r\n\tby other\r\nX-Spam-Score: 3\r\nDelivered-To: x@c.example\r\n${HEADER}`;
    expect(await keyOf(mail(undefined, rerouted))).toBe(first);
    expect(await keyOf(Buffer.from(mail().toString().replaceAll('\r\n', '\n')))).toBe(first);
    expect(await keyOf(mail('Wanneer is het gemeentehuis open?\r\n\r\n\r\n'))).toBe(first);
  });

  it('does not mind how a subject is folded', async () => {
    const folded = HEADER.replace('Subject: Vraag', 'Subject: Vraag over\r\n parkeren');
    const flat = HEADER.replace('Subject: Vraag', 'Subject: Vraag over parkeren');
    expect(await keyOf(mail(undefined, folded))).toBe(await keyOf(mail(undefined, flat)));
  });

  it('differs for the same Message-ID with another text, another sender or in another mailbox', async () => {
    const keys = await Promise.all([
      keyOf(mail()),
      keyOf(mail('Wanneer is het gemeentehuis dicht?\r\n')),
      keyOf(mail(undefined, HEADER.replace('a@b.example', 'd@b.example'))),
      keyOf(mail(), 'burgerzaken'),
    ]);
    expect(new Set(keys).size).toBe(4);
  });

  it('comes from the content alone when there is no Message-ID', async () => {
    const without = HEADER.replace(/Message-ID.*\r\n/, '');
    const { key, aliases } = await fingerprintMail('info', mail(undefined, without));
    expect(key).toBe(await keyOf(mail(undefined, without)));
    expect(key).toMatch(/^email:info:-:[0-9a-f]{64}$/);
    expect(aliases).toEqual([]);
  });

  it('counts every byte of what has neither a Message-ID nor a date, be it a mail or not', async () => {
    const strays = [Buffer.alloc(401), Buffer.alloc(402), Buffer.from('rommel'), Buffer.from('andere rommel')];
    const twins = ['X-Teller: 1', 'X-Teller: 2'].map((line) =>
      Buffer.from(`From: a@b.example\r\n${line}\r\n\r\nvraag`),
    );
    const keys = await Promise.all([...strays, ...twins].map((raw) => keyOf(raw)));
    expect(new Set(keys).size).toBe(6);
  });

  it('stays short and gives no alias for a Message-ID of unreasonable length', async () => {
    const { key, aliases } = await fingerprintMail('info', mail(undefined, HEADER.replace('x-1', 'x'.repeat(5_000))));
    expect(key.length).toBeLessThan(200);
    expect(aliases).toEqual([]);
  });

  it('can be asked for by Message-ID with and without brackets, whether the sender wrote them or not', async () => {
    const bare = HEADER.replace('<x-1@b.example>', 'x-1@b.example');
    for (const header of [HEADER, bare]) {
      expect((await fingerprintMail('info', mail(undefined, header))).aliases).toEqual([
        '<x-1@b.example>',
        'x-1@b.example',
      ]);
    }
  });

  it('is one over large bodies too, and the checksum is that of all bytes as received', async () => {
    const body = 'regel met é en nog wat\r\n'.repeat(200_000);
    const raw = mail(body);
    const { key, sha256 } = await fingerprintMail('info', raw);
    expect(sha256).toBe(createHash('sha256').update(raw).digest('hex'));
    expect(key).toBe(await keyOf(Buffer.from(raw.toString().replaceAll('\r\n', '\n'))));
  });

  it.each([
    Buffer.alloc(0),
    Buffer.from('\r\n'),
    Buffer.from('\r\n\r\nhallo'),
    Buffer.alloc(500),
    Buffer.from(':::\n \n'),
  ])('exists for any bytes at all (%#)', async (raw) => {
    expect(await keyOf(raw)).toMatch(/^email:info:/);
  });
});
