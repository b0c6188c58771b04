import { toInstant } from '#domain/time/dutch-instant.ts';
import { describe, expect, it } from 'vitest';
import { isCredible, toDayFolder } from '#channels/letter/letter.instant.ts';

describe('the moment of a scan', () => {
  it.each([
    ['2026-01-08T10:00:00+01:00', '2026-01-08T09:00:00.000Z'],
    ['2026-01-08T10:00:00Z', '2026-01-08T10:00:00.000Z'],
    ['2026-01-08T10:00:00', '2026-01-08T09:00:00.000Z'],
    ['2026-07-08 10:00', '2026-07-08T08:00:00.000Z'],
    ['2026-07-08', '2026-07-07T22:00:00.000Z'],
    ['2026-03-29T03:30:00', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25T04:30:00', '2026-10-25T03:30:00.000Z'],
  ])('%s is %s', (written, instant) => {
    expect(toInstant(written)?.toISOString()).toBe(instant);
  });
  it.each(['gisteren', '08-01-2026', '2026-13-01', '', '20260108'])('%j is none', (written) => {
    expect(toInstant(written)).toBeUndefined();
  });
  it('is believed between 1990 and tomorrow', () => {
    const now = new Date('2026-11-24T12:00:00Z');
    expect(
      ['1989-12-31', '1990-01-02', '2026-11-25', '2050-01-01'].map((day) => isCredible(new Date(day), now)),
    ).toEqual([false, true, true, false]);
  });
  it('belongs to the folder of its Dutch day', () => {
    expect(toDayFolder(new Date('2026-12-31T23:30:00Z'))).toBe('2027/01/01');
  });
});
