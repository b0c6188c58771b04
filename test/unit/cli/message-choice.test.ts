import { describe, expect, it } from 'vitest';
import { parseChannel, parseSince } from '#main/cli/commands/message-choice.ts';
import { toColumns } from '#main/cli/output/columns.ts';

const now = new Date('2026-11-24T12:00:00Z');

describe('what an operator chooses', () => {
  it.each([
    ['brief', { channel: 'letter' }],
    ['LETTER', { channel: 'letter' }],
    ['e-mail', { channel: 'email' }],
    ['balie', { channel: 'form', kanaal: 'balie' }],
    ['formulier', { channel: 'form' }],
  ])('the channel %s is %j', (word, choice) => {
    expect(parseChannel(word)).toEqual(choice);
  });

  it.each([
    ['90m', '2026-11-24T10:30:00.000Z'],
    ['3u', '2026-11-24T09:00:00.000Z'],
    ['2d', '2026-11-22T12:00:00.000Z'],
    ['2026-11-24T08:30:00+01:00', '2026-11-24T07:30:00.000Z'],
    ['2026-11-24', new Date(2026, 10, 24).toISOString()],
  ])('since %s is %s', (word, moment) => {
    expect(parseSince(word, now).toISOString()).toBe(moment);
  });

  it.each(['morgen', '', '5', '2026-13-40'])('since "%s" is refused', (word) => {
    expect(() => parseSince(word, now)).toThrow(/geen tijdstip/);
  });

  it('comes in columns as wide as they must be', () => {
    expect(
      toColumns([
        ['a', 'bb'],
        ['aaa', 'b', 'c'],
      ]),
    ).toEqual(['a    bb', 'aaa  b   c']);
  });
});
