import { describe, expect, it } from 'vitest';
import { toNewText } from '#channels/email/email.new-text.ts';

describe('the new text of a mail', () => {
  it.each([
    ['-----Oorspronkelijk bericht-----\nVan: a\nOude vraag'],
    ['-------- Doorgestuurd bericht --------\nOude vraag'],
    ['________________________________\nVan: a\nOude vraag'],
    ['Op 3 mrt. 2026 om 10:12 heeft Jan Jansen <jan@thuis.example> het volgende geschreven:\n\nOude vraag'],
    ['Op ma 3 mrt 2026 om 10:12 schreef Jan Jansen <jan@thuis.example>:\n> Oude vraag'],
    ['On Mon, Mar 3, 2026 at 10:12 AM Jan <jan@thuis.example> wrote:\n> Oude vraag'],
    ['Am 03.03.2026 um 10:12 schrieb Jan:\n> Oude vraag'],
    ['Van: Gemeente <info@stad.example>\nVerzonden: maandag 3 maart\nAan: Jan\nOnderwerp: x\n\nOude vraag'],
    ['> Oude vraag\n> en meer'],
  ])('ends where the history begins (%#)', (history) => {
    const text = toNewText(`Dank voor uw antwoord. Mag het ook morgen?\n\nGroet, Jan\n\n${history}`);
    expect(text).toBe('Dank voor uw antwoord. Mag het ook morgen?\n\nGroet, Jan');
  });

  it.each([
    'Mijn vader schreef vroeger altijd brieven aan de gemeente. Kan dat nog?',
    'Van: zolder tot kelder, alles staat onder water. Wat nu?',
    'Ik citeer de brochure > kosten 12 euro. Klopt dat bedrag?',
  ])('is the whole text where it only looks like a quotation: %s', (text) => {
    expect(toNewText(text)).toBe(text);
  });

  it('keeps answers between and below the quotes', () => {
    const text = 'Op 3 maart schreef u:\n> Hoe hoog?\nTwee meter.\n> Wanneer?\nIn mei.\n';
    expect(toNewText(text)).toBe('Twee meter.\nIn mei.');
  });

  it('is the whole text when nearly nothing would be left', () => {
    const text = `Zie\n-----Oorspronkelijk bericht-----\n${'De schutting van de buren staat op mijn grond. '.repeat(5)}`;
    expect(toNewText(text)).toBe(text.trim());
  });
});
