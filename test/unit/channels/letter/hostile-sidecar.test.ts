import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSidecar, sidecarSchema } from '#channels/letter/letter.sidecar.ts';

const read = (text: string) => readSidecar(Buffer.from(text));
// eslint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u0008\u202a-\u202e\u2066-\u2069\u200b\ufeff]/;

describe('a hostile sidecar', () => {
  it.each([
    ['a prototype', '{"__proto__":{"vertrouwelijk":true},"constructor":{"prototype":{"onderwerp":"x"}}}', {}],
    [
      'fields of the wrong kinds',
      '{"onderwerp":{"a":1},"batch":[1],"volgnummer":{},"vertrouwelijk":"nee"}',
      { vertrouwelijk: true },
    ],
    ['the same field twice', '{"onderwerp":"een","onderwerp":"twee"}', { onderwerp: 'twee' }],
    ['absurd dates', '{"scandatum":"99999-99-99T99:99:99Z"}', {}],
    ['a number beyond all numbers', '{"volgnummer":1e999}', {}],
    ['an order mark before it', '\ufeff{"onderwerp":"x"}', { onderwerp: 'x' }],
    ['text that is turned round', '{"onderwerp":"a\u202eb\\u0000c\u2066d"}', { onderwerp: 'abcd' }],
    ['nothing but unseen characters', '{"onderwerp":"\u202e\u200b"}', {}],
    ['a list', '[{"onderwerp":"x"}]', {}],
    ['lists in each other', `{"afzender":${'['.repeat(60_000)}${']'.repeat(60_000)}}`, {}],
    ['objects in each other', `{"afzender":${'{"naam":'.repeat(30_000)}1${'}'.repeat(30_000)}}`, {}],
  ])('with %s leaves what can be understood', (_, text, expected) => {
    expect(read(text).sidecar).toEqual(expected);
    expect(({} as Record<string, unknown>)['vertrouwelijk']).toBeUndefined();
  });

  const names = ['scandatum', 'batch', 'volgnummer', 'geadresseerde', 'afzender', 'onderwerp', 'vertrouwelijk', 'geenActieNodig', '__proto__', 'naam', 'postcode']; // prettier-ignore
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('=1+1', '<script>', '\u202e', '2026-01-08', '1234 AB', 'true'),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom(...names), tie('any'), { maxKeys: 6 }),
    ),
  })).any;
  it('of any structure gives fields that the ledger takes, or is broken', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 8 }), (fields) => {
        const { sidecar } = read(JSON.stringify(fields));
        expect(sidecarSchema.parse(sidecar)).toEqual(sidecar);
        const { scandatum: _, ...texts } = sidecar;
        expect([texts.onderwerp, texts.batch, texts.geadresseerde, texts.afzender?.naam].join('')).not.toMatch(UNSEEN);
      }),
      { numRuns: 500, seed: 20_261_124 },
    );
  });
  it('of any bytes never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(readSidecar(bytes).isBroken).toBe(true);
      }),
      { numRuns: 500, seed: 20_261_124 },
    );
  });
});
