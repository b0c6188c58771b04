import { setInterval } from 'node:timers';
import { readResidentMb } from '#infrastructure/readers/resident-memory.ts';

export interface MemoryWatch {
  /** Resident memory when the watch began, and the most it has been since, in megabytes. */
  readonly startMb: number;
  readonly peakMb: () => number;
  stop(): void;
}

/** Looks at the resident memory of another process twenty times a second; Linux alone. */
export function watchMemory(pid: number): MemoryWatch {
  const startMb = readResidentMb(pid);
  let peak = startMb;
  const timer = setInterval(() => {
    peak = Math.max(peak, readResidentMb(pid));
  }, 50);
  return {
    startMb,
    peakMb: () => peak,
    stop: () => {
      clearInterval(timer);
    },
  };
}
