import { demand, type FuzzTarget } from '#test/fuzz/target.ts';

const held: Uint8Array[] = [];

/** Planted faults behind one word each: it never ends, fills the memory, dies, forgets a rejection, breaks a promise. */
export const target: FuzzTarget = {
  title: 'planted: a hang, a memory hog, a crash and a broken promise',
  dictionary: ['HANG', 'NEVER', 'GROW', 'DIE', 'LATE', 'WRONG', 'SLOW', '__proto__'],
  batch: 16,
  largest: 256,
  seeds: () => Promise.resolve([Buffer.from('nothing')]),
  run: async (bytes) => {
    const text = Buffer.from(bytes).toString('latin1');
    if (text.includes('HANG')) for (;;);
    if (text.includes('NEVER')) await new Promise(() => undefined);
    if (text.includes('GROW')) for (;;) held.push(Buffer.alloc(8 * 1024 * 1024, 1));
    if (text.includes('DIE')) process.abort();
    if (text.includes('LATE')) void Promise.reject(new RangeError('Nobody waits for this'));
    if (text.includes('SLOW')) busyFor(500_000);
    if (text.includes('__proto__')) Object.assign(Object.prototype, { polluted: true });
    demand(!text.includes('WRONG'), 'an answer is right');
  },
};

/** Microseconds of processor time, whatever else the machine does. */
function busyFor(microseconds: number): void {
  for (let spent = 0; spent < microseconds;) {
    for (let round = 0; round < 1e6; round += 1) Math.sqrt(round);
    const { user, system } = process.cpuUsage();
    start ??= user + system;
    spent = user + system - start;
  }
}
let start: number | undefined;
