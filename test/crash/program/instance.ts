import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { commandLineOf, signal as signalProcess } from '#infrastructure/embedded/process-signals.ts';
import { familyOf } from '#test/bench/measure/cpu-time.ts';
import { eventually } from '#test/support/eventually.ts';

const MAIN = fileURLToPath(new URL('./crash-program.ts', import.meta.url));
/** What an orderly stop may take (issue 5, item 8). */
const STOP_MS = 30_000;
/** As long as a server may be away, and more: a process cannot start without its database. */
const START_MS = 300_000;
/** As a process manager does: not at once, and again and again. */
const RESTART_MS = 300;
const READERS_MS = 30_000;

export interface InstanceOptions {
  readonly name: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logFolder: string;
  /** What the process did by itself that it should not. */
  readonly complain: (line: string) => void;
}

/** One process of the program, started again whenever it is gone, as systemd would. */
export interface Instance {
  readonly name: string;
  /** Resolves when it runs. */
  start(extra?: NodeJS.ProcessEnv): Promise<void>;
  running(): boolean;
  /** kill -9, and resolves when it runs again. */
  kill(extra?: NodeJS.ProcessEnv): Promise<void>;
  /** SIGTERM, and resolves when it runs again; false when it did not end by itself in time with exit 0. */
  stopAndStart(): Promise<boolean>;
  /** Runs it so that it dies at a step. False when nothing brought it there in time; it then goes on without. */
  crashAt(step: string, deadlineMs: number): Promise<boolean>;
  /** Ends it for good; false as above. */
  end(): Promise<boolean>;
}

export function createInstance({ name, env, logFolder, complain }: InstanceOptions): Instance {
  const log = openSync(join(logFolder, `${name}.log`), 'a');
  let child: ChildProcess | undefined;
  let extra: NodeJS.ProcessEnv = {};
  let wanted = false;
  let ready = false;
  let expected: NodeJS.Signals | undefined;
  let family: number[] = [];

  const running = () => ready;
  const untilRunning = () => eventually(running, { deadlineMs: START_MS, what: `${name} has started` });

  return {
    name,
    running,
    async start(more = {}) {
      extra = more;
      wanted = true;
      launch();
      await untilRunning();
    },
    async kill(more = {}) {
      extra = more;
      await strike('SIGKILL');
      await untilRunning();
    },
    async stopAndStart() {
      extra = {};
      const orderly = await stopOrderly();
      await untilRunning();
      return orderly;
    },
    async crashAt(step, deadlineMs) {
      extra = { CRASH_AT: step };
      await strike('SIGKILL');
      expected = 'SIGKILL';
      const dying = child;
      const limit = AbortSignal.timeout(deadlineMs);
      while (child === dying && !limit.aborted) {
        if (child?.signalCode === 'SIGKILL') break;
        await delay(50);
      }
      const died = child !== dying || child?.signalCode === 'SIGKILL';
      extra = {};
      if (!died) await strike('SIGKILL');
      await untilRunning();
      return died;
    },
    async end() {
      wanted = false;
      return stopOrderly();
    },
  };

  function launch(): void {
    ready = false;
    expected = undefined;
    const started = fork(MAIN, [], {
      env: { ...process.env, ...env, ...extra },
      execArgv: [],
      stdio: ['ignore', log, log, 'ipc'],
    });
    child = started;
    started.on('message', () => {
      if (child === started) ready = true;
    });
    started.on('exit', (code, signal) => {
      const had = ready;
      ready = false;
      if (family.length > 0) void watchReaders(family.splice(0));
      if (expected === undefined && had) complain(`${name} ended by itself: ${String(signal ?? code)}`);
      if (wanted) setTimeout(launch, RESTART_MS);
    });
  }

  /** Signals it and waits until it is gone, whatever state it is in. The next one is launched by its end. */
  async function strike(signal: NodeJS.Signals): Promise<void> {
    await eventually(() => child !== undefined && child.exitCode === null && child.signalCode === null, {
      deadlineMs: START_MS,
      what: `${name} is there to be struck`,
    });
    const struck = child;
    if (struck?.pid === undefined) return;
    expected = signal;
    if (signal === 'SIGKILL') family = familyOf(struck.pid).slice(1);
    const ended = once(struck, 'exit');
    struck.kill(signal);
    await ended;
    if (wanted) await eventually(() => child !== struck, { deadlineMs: START_MS, what: `${name} is launched again` });
  }

  /** Its reading processes lose their parent; they must see that and end. */
  async function watchReaders(pids: readonly number[]): Promise<void> {
    await delay(READERS_MS);
    for (const pid of pids.filter((one) => commandLineOf(one).includes('reader.child'))) {
      complain(`${name} left a reading process behind`);
      signalProcess(pid, 'SIGKILL');
    }
  }

  async function stopOrderly(): Promise<boolean> {
    await eventually(() => ready || !wanted, { deadlineMs: START_MS, what: `${name} runs before it is stopped` });
    const stopping = child;
    if (stopping === undefined || stopping.exitCode !== null || stopping.signalCode !== null) return true;
    expected = 'SIGTERM';
    const ended = once(stopping, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    stopping.kill('SIGTERM');
    const late = setTimeout(() => stopping.kill('SIGKILL'), STOP_MS);
    const [code, signal] = await ended;
    clearTimeout(late);
    if (code !== 0) complain(`${name} did not stop in order: ${String(signal ?? code)}`);
    return code === 0;
  }
}
