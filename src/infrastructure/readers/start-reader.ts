import { fork, type ChildProcess, type StdioOptions } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { ReaderRights } from '#application/ports/normalise-module.ts';
import { inheritedFiles } from './inherited-files.ts';
import type { Isolation } from './isolation.ts';

const CHILD = fileURLToPath(new URL('./reader.child.ts', import.meta.url));
const LOCK_DOWN = new URL('./lock/lock-down.ts', import.meta.url).href;

export interface ReaderStart {
  readonly rights: ReaderRights;
  readonly isolation: Isolation;
  /** Absolute, of what it may read. */
  readonly paths: readonly string[];
  readonly maxMemoryMb: number;
}

/**
 * Starts a reader with nothing of ours but its code: no environment but the time zone, no folder, no open file beside
 * the pipe to us, and of Node's powers those that its rights name.
 */
export function startReader({ rights, isolation, paths, maxMemoryMb }: ReaderStart): ChildProcess {
  const { command, args } = isolation.wrap(paths);
  const { TZ } = process.env;
  const nothing = openSync(devNull, 'r');
  const child = fork(CHILD, [JSON.stringify(rights)], {
    serialization: 'advanced',
    execPath: command,
    execArgv: [...args, ...nodeFlags(rights, paths), `--max-old-space-size=${maxMemoryMb}`],
    stdio: onlyPipe(nothing),
    env: TZ === undefined ? {} : { TZ },
    cwd: '/',
  });
  closeSync(nothing);
  child.on('error', () => undefined);
  return child;
}

/** The pipe to us, and `nothing` in the place of every other file that it would get. */
function onlyPipe(nothing: number): StdioOptions {
  const stdio: (number | 'ignore' | 'ipc')[] = ['ignore', 'ignore', 'ignore', 'ipc'];
  for (const fd of inheritedFiles().filter((one) => one >= stdio.length)) {
    while (stdio.length < fd) stdio.push('ignore');
    stdio[fd] = nothing;
  }
  return stdio;
}

function nodeFlags({ addons, threads }: ReaderRights, paths: readonly string[]): string[] {
  return [
    '--permission',
    ...paths.map((path) => `--allow-fs-read=${path}`),
    ...(addons.length === 0 ? [] : ['--allow-addons']),
    ...(threads.length === 0 ? [] : ['--allow-worker']),
    `--import=${LOCK_DOWN}`,
    '--disallow-code-generation-from-strings',
    '--disable-sigusr1',
    '--no-warnings',
  ];
}
