import { describe, expect, it } from 'vitest';
import { findLetterSubject } from '#domain/letter/find-letter-subject.ts';
import { SIGNED, TYPED } from './invented-letters.ts';

describe('the subject of a letter', () => {
  it('runs on over the next line', () => {
    expect(findLetterSubject(TYPED)).toBe('bezwaar tegen de aanslag hondenbelasting');
    expect(findLetterSubject(SIGNED)).toBe('geluid van de kermis');
  });
  it.each([
    ['Betr.: verhuizing', 'verhuizing'],
    ['Betreft verhuizing', 'verhuizing'],
    ['Inzake: verhuizing', 'verhuizing'],
    ['ONDERWERP :\nverhuizing', 'verhuizing'],
    ['Betreft: verhuizing Datum: 3 januari', 'verhuizing'],
    ['Betreft: verhuizing\nKenmerk: 12', 'verhuizing'],
  ])('is found in %j', (head, subject) => {
    expect(findLetterSubject(`${head}\n\nGeachte heer,`)).toBe(subject);
  });
  it.each([
    ['Betreft:\n\nGeachte heer,'],
    ['Geachte heer,\n\nBetreft: iets in de tekst'],
    ['Inzake uw brief van 3 januari'],
    [`Betreft: ${'heel lang '.repeat(30)}`],
    [''],
  ])('is none in %j', (text) => {
    expect(findLetterSubject(text)).toBeNull();
  });
});
