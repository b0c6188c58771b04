/** Milliseconds of processor time that this process has used, all of its threads together. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * What a document may cost beside what its readable pages cost: `limitMs` of processor time. A long letter gets its time
 * by being read; noise, pictures and bombs share one small purse, however many pages they have.
 */
export interface TimeInHand {
  /** Milliseconds; nothing more is read when none are left. */
  left(): number;
  /** What a page took; `deserved` milliseconds of it are not counted. */
  spend(ms: number, deserved: number): void;
}

export function createTimeInHand(limitMs: number): TimeInHand {
  let left = limitMs;
  return {
    left: () => left,
    spend: (ms, deserved) => {
      left -= Math.max(0, ms - deserved);
    },
  };
}
