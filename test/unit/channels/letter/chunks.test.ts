import { describe, expect, it } from 'vitest';
import type { FoundScan } from '#channels/letter/letter.scan-folder.ts';
import { toChunks } from '#channels/letter/letter.take-in.ts';

const MEGABYTE = 1024 * 1024;
const scans = (...sizes: number[]): FoundScan[] =>
  sizes.map((size, place) => ({
    path: `/in/${place}.pdf`,
    relative: `${place}.pdf`,
    size,
    modifiedAt: new Date(0),
    fingerprint: '1',
  }));
const lengths = (ocr: boolean, ...sizes: number[]) => toChunks(scans(...sizes), { ocr }).map(({ length }) => length);

describe('scans that are accepted together', () => {
  it('are twenty small ones, in their order', () => {
    expect(lengths(false, ...Array.from({ length: 45 }, () => 1_000))).toEqual([20, 20, 5]);
    expect(toChunks(scans(1, 2, 3), { ocr: false }).flat()).toEqual(scans(1, 2, 3));
  });
  it('are no more than four megabytes, or one that is larger', () => {
    expect(lengths(false, 3 * MEGABYTE, MEGABYTE, 1, 90 * MEGABYTE, 1)).toEqual([2, 1, 1, 1]);
  });
  it('are one at a time where each may have to be recognised', () => {
    expect(lengths(true, 1_000, 1_000, 1_000)).toEqual([1, 1, 1]);
  });
});
