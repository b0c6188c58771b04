import { readdirSync, readFileSync } from 'node:fs';

const CLOSE_ON_EXEC = 0o2000000;

/**
 * Open files of ours, beyond the three usual ones, that every program which we start would get as well: whoever started us
 * had them open (Node marks only the first few). Linux alone; elsewhere none are known.
 */
export function inheritedFiles(): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc/self/fd')
    .map(Number)
    .filter((fd) => fd > 2 && goesOn(fd));
}

function goesOn(fd: number): boolean {
  try {
    const [, flags = ''] = /^flags:\s+([0-7]+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8')) ?? [];
    return flags !== '' && (Number.parseInt(flags, 8) & CLOSE_ON_EXEC) === 0;
  } catch {
    // It was the one by which the folder was read.
    return false;
  }
}
