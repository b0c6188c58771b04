import { existsSync, readFileSync } from 'node:fs';

/** A process with the one that it started, and so on: what stands around a reader starts one process each. Linux alone. */
export function processChain(pid: number | undefined): number[] {
  const chain: number[] = [];
  for (let next = pid; next !== undefined && chain.length < LONGEST; next = startedBy(next)) chain.push(next);
  return chain;
}

const LONGEST = 5;
const children = (pid: number) => `/proc/${pid}/task/${pid}/children`;

/** Whether the kernel tells which processes one started (CONFIG_PROC_CHILDREN). */
export const canFollowChain = () => existsSync(children(process.pid));

function startedBy(pid: number): number | undefined {
  try {
    const [first] = readFileSync(children(pid), 'utf8').split(' ');
    return first === undefined || first.trim() === '' ? undefined : Number(first);
  } catch {
    return undefined;
  }
}
