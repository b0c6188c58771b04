import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const TERM_GRACE_MS = 10_000;
const POLL_MS = 20;

/** The command line of a process, empty when it is gone, is a zombie, or is just becoming another program (execve). */
export function commandLineOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/**
 * Whether a process runs. A zombie counts as gone. Never asked of its command line on Linux: that is empty for a moment
 * while a wrapper script hands over to the real program, and a server that is starting would be taken for dead.
 */
export function isAlive(pid: number): boolean {
  if (process.platform !== 'linux') return commandLineOf(pid) !== '';
  try {
    // proc(5): the state follows the program's name, which stands between brackets and may hold any character.
    return !/^\) [ZX]/.test(/\) \S[^)]*$/.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.[0] ?? ') X');
  } catch {
    return false;
  }
}

/** SIGTERM, and SIGKILL when the process is still there after 10 s. Resolves when it is gone. */
export async function terminate(pid: number): Promise<void> {
  signal(pid, 'SIGTERM');
  if (await isGone(pid, TERM_GRACE_MS)) return;
  signal(pid, 'SIGKILL');
  await isGone(pid, TERM_GRACE_MS);
}

/** To the whole process group: our servers are started as leaders of their own, wrapper scripts included. */
export function signal(pid: number, name: NodeJS.Signals): void {
  // 0 and 1 would be our own group and every process there is.
  if (pid <= 1) return;
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, name);
      return;
    } catch {
      // No such group, or no such process: then there is nothing left to signal.
    }
  }
}

async function isGone(pid: number, deadlineMs: number): Promise<boolean> {
  const end = Date.now() + deadlineMs;
  while (isAlive(pid)) {
    if (Date.now() > end) return false;
    await delay(POLL_MS);
  }
  return true;
}
