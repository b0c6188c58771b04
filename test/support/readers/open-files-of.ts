import { readdirSync, readlinkSync } from 'node:fs';
import { commandLineOf } from '#infrastructure/embedded/process-signals.ts';
import { childProcessesOf } from '../crash/child-processes.ts';

/** The reader that this process runs; the innermost of the processes around it. 0 when there is none. */
export const readerPid = (): number =>
  childProcessesOf(process.pid).findLast((pid) => commandLineOf(pid).includes('reader.child')) ?? 0;

/** What a process has open, as the kernel calls it. */
export const openFilesOf = (pid: number): string[] =>
  readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${fd}`)];
    } catch {
      // Of this process it was the one by which the folder was read.
      return [];
    }
  });
