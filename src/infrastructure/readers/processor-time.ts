import { readFileSync } from 'node:fs';

/** Clock ticks of Linux are a hundredth of a second in /proc (proc(5), fields 14 and 15 of `stat`). */
const TICK_MS = 10;

/** Processor time in milliseconds that a process has used so far, from Linux's /proc; undefined where there is none. */
export function readProcessorMs(pid: number | undefined): number | undefined {
  if (pid === undefined || process.platform !== 'linux') return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program, in brackets, may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return undefined;
  }
}
