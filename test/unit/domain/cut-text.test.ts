import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { characterCount, cutText } from '#domain/text/cut-text.ts';

describe('text at a limit of the register', () => {
  it('that fits stays as it is, also when it has as many characters as the limit but more code units', () => {
    expect(cutText('kort', 10)).toBe('kort');
    expect(cutText('😀'.repeat(10), 10)).toBe('😀'.repeat(10));
  });

  it('that does not fit ends with an ellipsis inside the limit', () => {
    expect(cutText('a'.repeat(1001), 1000)).toBe(`${'a'.repeat(999)}…`);
  });

  it('is not split inside a visible character', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(cutText(`abcd${family}efgh`, 8)).toBe('abcd…');
    expect(cutText('e\u0301'.repeat(10), 4)).toBe('e\u0301…');
  });

  it('never holds more characters than the limit and never a lone surrogate, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 1, max: 100 }), (text, limit) => {
        const cut = cutText(text, limit);
        expect(characterCount(cut)).toBeLessThanOrEqual(limit);
        expect(cut.isWellFormed()).toBe(true);
        if (characterCount(text) <= limit) expect(cut).toBe(text);
        else expect(cut.endsWith('…')).toBe(true);
      }),
    );
  });
});
