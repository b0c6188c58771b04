import type { FuzzTarget } from '#test/fuzz/target.ts';

/** A planted fault behind three bytes that no mutation makes at once: only what is kept for running new code leads there. */
export const target: FuzzTarget = {
  title: 'planted: three bytes, one after the other',
  dictionary: ['x'],
  batch: 128,
  largest: 64,
  seeds: () => Promise.resolve([Buffer.from('aaaaaaaa')]),
  run: (bytes) => {
    if (bytes[0] !== 0x42) return 0;
    if (bytes[1] !== 0x55) return 1;
    if (bytes[2] !== 0x47) return 2;
    throw new TypeError('Found');
  },
};
