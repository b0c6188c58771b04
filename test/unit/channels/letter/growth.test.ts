import { describe, expect, it } from 'vitest';
import { isTextLayerEnough } from '#channels/letter/reading/text-layer-quality.ts';
import { findAddressee } from '#domain/letter/find-addressee.ts';
import { findLetterSubject } from '#domain/letter/find-letter-subject.ts';
import { findPostcode, toPostcode } from '#domain/letter/find-postcode.ts';
import { findReturnAddress } from '#domain/letter/find-return-address.ts';
import { toInstant } from '#domain/time/dutch-instant.ts';

const LENGTH = 200_000;
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  addressee: findAddressee,
  subject: findLetterSubject,
  'return address': findReturnAddress,
  postcode: findPostcode,
  'written postcode': toPostcode,
  moment: toInstant,
  'quality of a text layer': (text) => isTextLayerEnough(text, true),
};
const PIECES = ['a', ' ', '\n', '1', '-', '.', "'", 'a1 ', 'a. ', 'Aan ', 't.a.v. ', 'Betreft: ', '1234 AB', '1234 ', '12345 ', 'datum: ', ', ', ' – ', 'a ', '\t', 'é', '(', 'Straat 1 a ', 'afd. ', 'de gemeente ', 'Geachte\n', 'Met vriendelijke groet,\n', '2026-01-08T10:00:00.0']; // prettier-ignore
const SHAPES: readonly ((piece: string) => string)[] = [
  (piece) => piece.repeat(Math.ceil(LENGTH / piece.length)),
  (piece) => `Gemeente\n${piece.repeat(Math.ceil(LENGTH / piece.length))}!`,
  (piece) => `Betreft: ${`${piece.repeat(60)}\n`.repeat(Math.ceil(LENGTH / (piece.length * 60)))}`,
];

describe('a very long text of the same', () => {
  it.each(Object.entries(readers))(
    'costs the reader of the %s less than half a second',
    (_, find) => {
      let slowest = { ms: 0, piece: '' };
      for (const piece of PIECES) {
        for (const shape of SHAPES) {
          const text = shape(piece);
          const { user } = process.cpuUsage();
          find(text);
          const ms = (process.cpuUsage().user - user) / 1000;
          if (ms > slowest.ms) slowest = { ms, piece };
        }
      }
      expect(slowest.ms, JSON.stringify(slowest.piece)).toBeLessThan(500);
    },
    60_000,
  );
});
