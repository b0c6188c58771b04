import { describe, expect, it } from 'vitest';
import { findReturnAddress } from '#domain/letter/find-return-address.ts';
import { SIGNED, TYPED } from './invented-letters.ts';

const above = (block: string) =>
  findReturnAddress(`${block}\n\nGemeente Voorbeeldstad\nPostbus 1\n1230 AA Voorbeeldstad`);

describe('the return address of a letter', () => {
  it('is the one above the municipality, with the name above it', () => {
    expect(findReturnAddress(TYPED)).toEqual({
      naam: 'A.B. Terpstra',
      straatregel: 'Vaartkade 31',
      postcode: '1999 AB',
      stad: 'Voorbeeldstad',
    });
  });
  it('stands under the signature when there is no letterhead, its postcode repaired', () => {
    expect(findReturnAddress(SIGNED)).toEqual({
      naam: 'Mevrouw C. Dijkgraaf',
      straatregel: 'Torenplein 2 b',
      postcode: '1997 EF',
      stad: 'Capelle aan den IJssel',
    });
  });
  it('is read from one line as well', () => {
    expect(above("Afzender: J. de Vries, Lange Brinkweg 12-a, 5211 AP 's-Hertogenbosch")).toEqual({
      naam: 'J. de Vries',
      straatregel: 'Lange Brinkweg 12-a',
      postcode: '5211 AP',
      stad: "'s-Hertogenbosch",
    });
  });
  it('of an organisation names the organisation and the person', () => {
    expect(above('Bouwbedrijf Vooruit B.V.\nde heer P. Jansen\nPostbus 44\n1999 XY Elders')).toEqual({
      organisatienaam: 'Bouwbedrijf Vooruit B.V.',
      naam: 'de heer P. Jansen',
      straatregel: 'Postbus 44',
      postcode: '1999 XY',
      stad: 'Elders',
    });
  });
  it('stops at what follows the town on its line', () => {
    expect(above('K. Bos\nHof 3\n1999 XY Elders Datum: 3 januari 2026')).toMatchObject({ stad: 'Elders' });
  });
  it.each([
    [
      'only the municipality has an address',
      'Gemeente Voorbeeldstad\nPostbus 1\n1230 AA Voorbeeldstad\n\nGeachte heer,',
    ],
    ['nothing tells whose it is', 'K. Bos\nHof 3\n1999 XY Elders\n\nIk heb een vraag.'],
    ['two addresses stand side by side', 'K. Bos\nHof 3 Postbus 1\n1999 XY Elders 1230 AA Stad\nAan de gemeente'],
    ['no street stands with it', '1999 XY Elders\nGemeente Voorbeeldstad'],
    [
      'a sentence stands above it',
      'Wij schrijven u in verband met het volgende:\n1999 XY Elders\nGemeente Voorbeeldstad',
    ],
    ['no town follows', 'K. Bos\nHof 3\n1999 XY 12345\nGemeente Voorbeeldstad'],
    ['the letters are never given out', 'K. Bos\nHof 3\n1999 SS Elders\nGemeente Voorbeeldstad'],
    ['it only stands in the text', 'Aan de gemeente\n\nGeachte heer,\n\nHof 3\n1999 XY Elders\n\nHoogachtend,\nK. Bos'],
  ])('is not guessed when %s', (_, text) => {
    expect(findReturnAddress(text)).toBeNull();
  });
  it('of a line without end is looked for in no time', () => {
    const started = performance.now();
    findReturnAddress(`${'Hof 3 '.repeat(50_000)}\n1999 XY Elders\nGemeente Voorbeeldstad\n${'a 1-'.repeat(100_000)}`);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
