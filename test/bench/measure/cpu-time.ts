import { readFileSync, readdirSync } from 'node:fs';

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
export function familyOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It ended between the listing and the reading.
    }
  }
  const family = [pid];
  for (const member of family) for (const [child, parent] of parents) if (parent === member) family.push(child);
  return family;
}

export const cpuOfFamily = (pid: number) => familyOf(pid).reduce((sum, member) => sum + cpuOf(member), 0);
