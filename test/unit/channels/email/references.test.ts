import { describe, expect, it } from 'vitest';
import { readReferences } from '#channels/email/email.references.ts';

describe('what a mail says it answers', () => {
  it('is what In-Reply-To names, then the rest of the thread from its end', () => {
    const { answersTo, namesOther } = readReferences(['<c@x.example>'], ['<a@x.example> <b@x.example>\t<c@x.example>']);
    expect(answersTo).toEqual(['c@x.example', 'b@x.example', 'a@x.example']);
    expect(namesOther).toBe(false);
  });

  it.each([
    ['a comment', '(van <los@x.example> (en (nog)) een) <a@x.example>'],
    ['a phrase of long ago', 'Your message of "Mon, 23 Nov" <a@x.example>'],
    ['no brackets', 'a@x.example'],
    ['an id that was folded in the middle', '<a@x.\r\n example>'],
    ['a bracket that is not closed', '<a@x.example> <rest'],
    ['a parenthesis that opens nothing', ') <a@x.example>'],
  ])('is the Message-ID beside %s', (_, value) => {
    expect(readReferences([value], [])).toEqual({ answersTo: ['a@x.example'], namesOther: false });
  });

  it.each(['1000000001', '<1000000001>', '<scan.pdf>', '<wamid.HBgL=>', '<@x.example>', '<a@>', '<a@x.example> <7>'])(
    'is nothing where it is no Message-ID, and that is told: %s',
    (value) => {
      const { answersTo, namesOther } = readReferences([], [value]);
      expect(answersTo).toEqual(value.startsWith('<a@x') ? ['a@x.example'] : []);
      expect(namesOther).toBe(true);
    },
  );

  it('is no more than thirty ids, the nearest, and none that nobody answers to', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `<${index}@x.example>`).join(' ');
    const { answersTo } = readReferences([`<${'x'.repeat(400)}@x.example>`], [many]);
    expect([answersTo.length, answersTo[0], answersTo.at(-1)]).toEqual([30, '4999@x.example', '4970@x.example']);
  });
});
