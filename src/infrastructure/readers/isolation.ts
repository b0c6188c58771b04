import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ownRoot } from './own-root.ts';
import { canFollowChain } from './process-chain.ts';

/** A command, and what stands before the command that is to be run. */
export interface Wrapping {
  readonly command: string;
  readonly args: readonly string[];
}

/**
 * What the kernel keeps from a reader, beside what Node does.
 * - `own-namespaces`  Linux that lets us: no network at all, no files but its own code, no other processes, no rights;
 * - `no-core-dumps`   anything else with a shell: what it read does not end in a file when it breaks down;
 * - `none`            the rest.
 */
export interface Isolation {
  readonly kind: 'own-namespaces' | 'no-core-dumps' | 'none';
  /** Command that runs Node with these absolute paths to read. */
  wrap(paths: readonly string[]): Wrapping;
}

const OWN_NAMESPACES = fileURLToPath(new URL('./own-namespaces.sh', import.meta.url));
const SHELL = '/bin/sh';
const NAMESPACES = ['user', 'map-root-user', 'mount', 'net', 'ipc', 'uts', 'pid', 'fork', 'kill-child'];
const TRIAL_MS = 20_000;

/**
 * The first of these that works here for these paths. Tried with a process that ends at once: what a kernel lets us do,
 * only doing tells.
 */
export async function findIsolation(paths: readonly string[]): Promise<Isolation> {
  const namespaces = ownNamespaces();
  if (namespaces !== undefined && (await works(namespaces, paths))) return namespaces;
  return withoutNamespaces();
}

/** What is left where the kernel lets us nothing: then Node and the lock-down are the walls. */
export const withoutNamespaces = (): Isolation => (existsSync(SHELL) ? NO_CORE_DUMPS : NONE);

function ownNamespaces(): Isolation | undefined {
  const [unshare, setpriv] = [find('unshare'), find('setpriv')];
  if (process.platform !== 'linux' || unshare === undefined || setpriv === undefined) return undefined;
  // Its memory and time are measured from outside, through the processes around it.
  if (!canFollowChain()) return undefined;
  return {
    kind: 'own-namespaces',
    wrap: (paths) => {
      const { fstab, files } = ownRoot(paths, [setpriv, process.execPath]);
      const flags = NAMESPACES.map((name) => `--${name}`);
      const shell = [SHELL, OWN_NAMESPACES, setpriv, fstab, ...files, '--', process.execPath];
      // The reader ends with the program, also when that is killed and the reader is too busy to notice.
      return { command: setpriv, args: ['--pdeathsig', 'KILL', '--', unshare, ...flags, '--', ...shell] };
    },
  };
}

const NO_CORE_DUMPS: Isolation = {
  kind: 'no-core-dumps',
  wrap: () => ({ command: SHELL, args: ['-c', 'ulimit -c 0; exec "$@"', 'reader', process.execPath] }),
};
const NONE: Isolation = { kind: 'none', wrap: () => ({ command: process.execPath, args: [] }) };

async function works(isolation: Isolation, paths: readonly string[]): Promise<boolean> {
  const { command, args } = isolation.wrap(paths);
  try {
    await promisify(execFile)(command, [...args, '--version'], { env: {}, cwd: '/', timeout: TRIAL_MS });
    return true;
  } catch {
    return false;
  }
}

function find(program: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).find((path) => path.startsWith('/') && existsSync(path));
}
