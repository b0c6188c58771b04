import { describe, expect, it } from 'vitest';
import { buildAnswerMail } from '#domain/uitgaand/build-answer-mail.ts';
import { uitgaandSchema } from '#domain/uitgaand/uitgaand.schema.ts';

const facts = {
  key: 'antwoord:1',
  lot: '0123456789abcdef0123456789abcdef',
  aan: 'j.jansen@burger.example',
  van: { naam: 'info', adres: 'info@voorbeeldstad.example' },
  onderwerp: 'Vraag',
  tekst: 'Antwoord',
  aliases: ['2000000001', 'scan.pdf', '<abc@burger.example>'],
  klantcontact: '5d6eca03-6dd2-513e-8b42-7b2959ec3fba',
  taak: '5d6eca03-6dd2-513e-8b42-7b2959ec3fbb',
  now: new Date('2026-11-24T10:00:00Z'),
};

describe('an answer by mail', () => {
  it('replies to the Message-ID among the things a message is known by', () => {
    const mail = uitgaandSchema.parse(buildAnswerMail(facts));
    expect(mail).toMatchObject({ inReplyTo: 'abc@burger.example', references: ['abc@burger.example'] });
    expect(mail.messageId).toBe(`${facts.lot}@voorbeeldstad.example`);
    expect(uitgaandSchema.parse(buildAnswerMail({ ...facts, aliases: ['scan.pdf'] }))).not.toHaveProperty('inReplyTo');
  });

  it('has one Re: however long the conversation, and a subject of at most 250 characters', () => {
    expect(buildAnswerMail({ ...facts, onderwerp: 'RE: Vraag' }).onderwerp).toBe('RE: Vraag');
    expect(buildAnswerMail({ ...facts, onderwerp: 'Antw: Vraag' }).onderwerp).toBe('Antw: Vraag');
    expect(
      uitgaandSchema.parse(buildAnswerMail({ ...facts, onderwerp: '👩‍👩‍👧'.repeat(80) })).onderwerp.length,
    ).toBeGreaterThan(100);
  });

  it.each([
    ['onderwerp', 'Vraag\nBcc: x@y.example'],
    ['aan', 'x@y.example\r\nBcc: z@y.example'],
    ['aan', 'x@y.example, z@y.example'],
    ['inReplyTo', 'a@b.example>\r\nBcc: z@y.example'],
    ['messageId', 'zonder-apenstaart'],
  ])('is refused when a line could be added to its head through %s', (field, value) => {
    expect(uitgaandSchema.safeParse({ ...buildAnswerMail(facts), [field]: value }).success).toBe(false);
  });
});
