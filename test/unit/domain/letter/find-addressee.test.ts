import { describe, expect, it } from 'vitest';
import { findAddressee } from '#domain/letter/find-addressee.ts';
import { SIGNED, TYPED } from './invented-letters.ts';

describe('the addressee of a letter', () => {
  it('is the department and the person in its block', () => {
    expect(findAddressee(TYPED)).toBe('Afdeling Juridische zaken, mevrouw J. Hendriks');
  });
  it.each([
    ['Gemeente Voorbeeldstad\nter attentie van: Burgerzaken\n\nGeachte', 'Burgerzaken'],
    ['Gemeente Voorbeeldstad\nT.A.V. afdeling Vergunningen\n\nGeachte', 'afdeling Vergunningen'],
    ['Aan: team Parkeren\nGemeente Voorbeeldstad\n\nGeachte', 'team Parkeren'],
    ['Aan mevrouw J. Hendriks\nGemeente Voorbeeldstad\n\nGeachte', 'mevrouw J. Hendriks'],
  ])('is read from %j', (text, addressee) => {
    expect(findAddressee(text)).toBe(addressee);
  });
  it.each([
    ['the municipality as a whole', SIGNED],
    ['its board', 'Aan het college van burgemeester en wethouders\nvan de gemeente Voorbeeldstad\n\nGeacht college'],
    ['nobody', 'Ik heb een vraag aan de afdeling Burgerzaken.'],
  ])('is none when the letter is addressed to %s', (_, text) => {
    expect(findAddressee(text)).toBeNull();
  });
  it("is not the department of the sender's own company", () => {
    expect(
      findAddressee('Vooruit B.V.\nAfdeling Inkoop\nHof 3\n1999 XY Elders\n\nGemeente Voorbeeldstad\n'),
    ).toBeNull();
  });
});
