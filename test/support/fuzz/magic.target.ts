import type { FuzzTarget } from '#test/fuzz/target.ts';

/** What a byte begins with, one after the other. */
const MAGIC = [0xb, 0x5, 0x9, 0xc, 0xf];

/** A planted fault that one input in a million reaches by chance: only what is kept for running new code leads there. */
export const target: FuzzTarget = {
  title: 'planted: five half bytes, one after the other',
  dictionary: ['x'],
  batch: 256,
  largest: 12,
  seeds: () => Promise.resolve([Buffer.from('aaaaaa')]),
  run: (bytes) => {
    const begins = (at: number) => (bytes[at] ?? 0) >> 4 === MAGIC[at];
    if (!begins(0)) return 0;
    if (!begins(1)) return 1;
    if (!begins(2)) return 2;
    if (!begins(3)) return 3;
    if (!begins(4)) return 4;
    throw new TypeError('Found');
  },
};
