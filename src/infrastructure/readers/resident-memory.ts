import { readFileSync } from 'node:fs';

const PAGE_KB = 4;

/** Resident memory of a process in megabytes, from Linux's /proc; 0 where there is none (the heap limit still holds). */
export function readResidentMb(pid: number | undefined): number {
  if (pid === undefined || process.platform !== 'linux') return 0;
  try {
    const [, resident = '0'] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ');
    return (Number(resident) * PAGE_KB) / 1024;
  } catch {
    return 0;
  }
}
