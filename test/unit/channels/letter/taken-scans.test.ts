import { describe, expect, it } from 'vitest';
import { createTakenScans } from '#channels/letter/letter.taken-scans.ts';

const scan = (uuid: string) => ({ uuid, fingerprint: '1', withSidecar: false });

describe('scans that wait for their outcome', () => {
  it('are found by their message, under every name', () => {
    const taken = createTakenScans();
    taken.add('a.pdf', scan('one'));
    taken.add('b.pdf', scan('one'));
    expect(taken.placesOf('one')).toEqual(['a.pdf', 'b.pdf']);
    taken.forget('a.pdf');
    expect(taken.placesOf('one')).toEqual(['b.pdf']);
    taken.keepOnly(new Set());
    expect([taken.has('b.pdf'), taken.isWaiting('one')]).toEqual([false, false]);
  });
  it('are another message when the file was replaced', () => {
    const taken = createTakenScans();
    taken.add('a.pdf', scan('one'));
    taken.add('a.pdf', scan('two'));
    expect([taken.placesOf('one'), taken.placesOf('two')]).toEqual([[], ['a.pdf']]);
  });
  it('are asked after in turn, so that a few at a time are all of them in the end', () => {
    const taken = createTakenScans();
    for (const uuid of ['1', '2', '3', '4', '5']) taken.add(`${uuid}.pdf`, scan(uuid));
    expect([taken.nextInTurn(2), taken.nextInTurn(2), taken.nextInTurn(2)]).toEqual([['1', '2'], ['3', '4'], ['5', '1']]); // prettier-ignore
  });
});
