import { readFileSync } from 'node:fs';
import { childProcessesOf } from '#test/support/crash/child-processes.ts';

/** Clock ticks of Linux are a hundredth of a second in /proc. */
const TICK_US = 10_000;

/** Processor time in microseconds that a process has used so far, with what its ended children used; 0 when it is gone. */
export function cpuOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [user = 0, system = 0, childUser = 0, childSystem = 0] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 15)
      .map(Number);
    return (user + system + childUser + childSystem) * TICK_US;
  } catch {
    return 0;
  }
}

/** Pids of a process and of everything that it started, by parentage. */
export const familyOf = (pid: number): number[] => [pid, ...childProcessesOf(pid)];

export const cpuOfFamily = (pid: number) => familyOf(pid).reduce((sum, member) => sum + cpuOf(member), 0);
