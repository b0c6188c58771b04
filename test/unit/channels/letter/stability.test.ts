import { describe, expect, it } from 'vitest';
import type { FoundScan } from '#channels/letter/letter.scan-folder.ts';
import { createStability } from '#channels/letter/letter.stability.ts';

const scan = (more: Partial<FoundScan> = {}): FoundScan => ({
  path: '/in/a.pdf',
  relative: 'a.pdf',
  size: 10,
  modifiedAt: new Date(0),
  fingerprint: '1',
  ...more,
});
const companion = (fingerprint: string) => ({ path: '/in/a.json', fingerprint });

describe('a file in the scan folder', () => {
  it('is taken when it has not changed for the delay', () => {
    const stability = createStability(2_000);
    expect([0, 1_999, 2_000].map((now) => stability.isStable(scan(), now))).toEqual([false, false, true]);
  });
  it('that grows, or whose sidecar comes or grows, waits again', () => {
    const stability = createStability(2_000);
    stability.isStable(scan(), 0);
    expect(stability.isStable(scan({ fingerprint: '2' }), 2_500)).toBe(false);
    expect(stability.isStable(scan({ fingerprint: '2', sidecar: companion('1') }), 4_600)).toBe(false);
    expect(stability.isStable(scan({ fingerprint: '2', sidecar: companion('2') }), 6_700)).toBe(false);
    expect(stability.isStable(scan({ fingerprint: '2', sidecar: companion('2') }), 8_700)).toBe(true);
  });
  it('is taken at once when it is marked as complete', () => {
    expect(createStability(2_000).isStable(scan({ klaar: companion('1') }), 0)).toBe(true);
  });
  it('is looked at again when its time has come, or at once when it is marked', () => {
    const stability = createStability(2_000);
    stability.isStable(scan(), 0);
    expect([stability.dueAt('a.pdf'), stability.isDue('a.pdf', 1_999, false)]).toEqual([2_000, false]);
    expect([stability.isDue('a.pdf', 1_999, true), stability.isDue('a.pdf', 2_000, false)]).toEqual([true, true]);
  });
  it('that changed while it was read is left alone for a while, also when it is marked as complete', () => {
    const stability = createStability(2_000);
    stability.isStable(scan({ klaar: companion('1') }), 0);
    stability.hold('a.pdf', 3_000);
    stability.isStable(scan({ fingerprint: '2', klaar: companion('1') }), 500);
    expect([stability.isDue('a.pdf', 2_999, true), stability.isDue('a.pdf', 3_000, true)]).toEqual([false, true]);
  });
  it('without bytes gets longer to be written', () => {
    const stability = createStability(2_000);
    expect([0, 2_000, 29_999, 30_000].map((now) => stability.isStable(scan({ size: 0 }), now))).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });
  it('that went away and came back waits anew', () => {
    const stability = createStability(2_000);
    stability.isStable(scan(), 0);
    stability.keepOnly(new Set());
    expect(stability.isStable(scan(), 5_000)).toBe(false);
  });
});
