import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('./program.ts', import.meta.url));

export interface Started {
  readonly address?: string;
  readonly mongodbUri: string;
  readonly redisUrl: string;
}

export interface RunningProgram {
  readonly process: ChildProcess;
  /** Resolves when it has started; rejects when it ended before that. */
  readonly started: Promise<Started>;
  readonly ended: Promise<NodeJS.Signals | number | null>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/** The program as a process of its own, with this environment. */
export function runProgram(env: NodeJS.ProcessEnv): RunningProgram {
  const child = fork(MAIN, [], {
    env: { ...process.env, ...env },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code, signal]) => (signal ?? code) as NodeJS.Signals | number | null);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  const started = Promise.race([
    once(child, 'message').then(([message]) => message as Started),
    ended.then((how) => Promise.reject(new Error(`the program ended before it had started: ${String(how)}`))),
  ]);
  // Whoever does not wait for it may still let it end early.
  started.catch(() => undefined);
  return {
    process: child,
    started,
    ended,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}
