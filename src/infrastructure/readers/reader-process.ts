import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { transient, unprocessable, type Failure } from '#domain/failure/failure.ts';
import { readProcessorMs } from './processor-time.ts';
import { readResidentMb } from './resident-memory.ts';
import { createGatherer, isPiece, sendInPieces } from './large-bytes.ts';
import { PROGRESS, type ReaderAnswer, type ReaderTask } from './reader-task.ts';

/** Milliseconds for one task, and for what a reader does between two signs of progress. */
export interface TimeLimits {
  readonly timeoutMs: number;
  readonly stepMs?: number;
}

export interface ReaderProcess {
  /** One task at a time. Rejects with a Failure when the process was killed for it or died of it. */
  run(task: ReaderTask, limits: TimeLimits): Promise<ReaderAnswer[]>;
  close(): void;
}

const CHILD = fileURLToPath(new URL('./reader.child.ts', import.meta.url));
/** Milliseconds: memory that is being filled grows by some 40 MB in this time, and is past its limit by no more. */
const WATCH_MS = 25;
/**
 * The limit of time is one of processor time where that can be read: a reader that the machine gives none (a start after
 * a power cut, when everything starts) is not at fault. By the clock it may take this many times the limit.
 */
const WAITING_TIMES = 5;
/** Share of its memory from which a reader is replaced after a task: what one mail left behind is not the next one's fault. */
const WORN = 0.6;
/** What Node itself needs beside the heap of JavaScript. */
const BASE_MB = 100;

/**
 * A process of its own for reading what strangers wrote. A worker thread will not do: V8 ends the whole process when a
 * thread runs out of heap between two checks (seen here), and native memory of a thread has no limit at all. This one
 * is killed from outside for time and for resident memory, and started anew for the next task.
 */
export function createReaderProcess({ maxMemoryMb }: { maxMemoryMb: number }): ReaderProcess {
  let child: ChildProcess | undefined;

  return {
    run: (task, limits) =>
      new Promise((resolve, reject) => {
        const reader = (child ??= start(maxMemoryMb));
        const watch = watchOver(reader, limits, maxMemoryMb + BASE_MB);
        const finish = () => {
          watch.stop();
          reader.off('message', onAnswer);
          reader.off('exit', onExit);
        };
        const gatherer = createGatherer();
        const onAnswer = (message: unknown) => {
          if (isPiece(message)) return gatherer.add(message);
          if (message === PROGRESS) return watch.stepIsOver();
          finish();
          if (readResidentMb(reader.pid) > WORN * (maxMemoryMb + BASE_MB)) replace();
          return resolve(gatherer.complete(message) as ReaderAnswer[]);
        };
        const onExit = (_code: number | null, signal: NodeJS.Signals | null) => {
          finish();
          child = undefined;
          reject(watch.reason() ?? (signal === 'SIGABRT' ? outOfMemory() : crashed()));
        };
        reader.on('message', onAnswer);
        reader.on('exit', onExit);
        // A reader that died between two tasks is noticed here; its exit follows and ends the task.
        sendInPieces(task, (part, sent) => reader.send(part as never, sent)).catch((thrown: unknown) => {
          // Half a message is with the reader: it starts anew.
          watch.kill(
            transient('message-bytes-unavailable', 'The bytes of the message could not be read', { cause: thrown }),
          );
        });
      }),
    close: replace,
  };

  function replace() {
    child?.removeAllListeners('exit');
    child?.kill('SIGKILL');
    child = undefined;
  }
}

function start(maxMemoryMb: number): ChildProcess {
  const child = fork(CHILD, [], {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${maxMemoryMb}`, '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  child.on('error', () => undefined);
  return child;
}

function watchOver(child: ChildProcess, { timeoutMs, stepMs = timeoutMs }: TimeLimits, limitMb: number) {
  let reason: Failure | undefined;
  const kill = (failure: Failure) => {
    reason ??= failure;
    child.kill('SIGKILL');
  };
  const task = startTimer(child, timeoutMs);
  let step = startTimer(child, stepMs);
  const timer = setInterval(() => {
    if (readResidentMb(child.pid) > limitMb) kill(outOfMemory());
    if (task.isOver() || step.isOver()) kill(tooSlow());
  }, WATCH_MS);
  return {
    kill,
    reason: () => reason,
    stepIsOver: () => {
      step = startTimer(child, stepMs);
    },
    stop: () => {
      clearInterval(timer);
    },
  };
}

/** By processor time where it can be read, and in the end by the clock. */
function startTimer({ pid }: ChildProcess, limitMs: number) {
  const before = readProcessorMs(pid);
  const start = performance.now();
  return {
    isOver: () => {
      const longest = before === undefined ? limitMs : WAITING_TIMES * limitMs;
      return performance.now() - start > longest || (readProcessorMs(pid) ?? 0) - (before ?? Infinity) > limitMs;
    },
  };
}

const tooSlow = () => unprocessable('reader-timeout', 'Reading took longer than the limit');
const outOfMemory = () => unprocessable('reader-out-of-memory', 'Reading took more memory than the limit');
const crashed = () => unprocessable('reader-crashed', 'The reader broke down on this message');
