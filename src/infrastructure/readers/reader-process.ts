import type { ChildProcess } from 'node:child_process';
import { transient, unprocessable, type Failure } from '#domain/failure/failure.ts';
import { NO_RIGHTS, type ReaderRights } from '#application/ports/normalise-module.ts';
import { findIsolation, type Isolation } from './isolation.ts';
import { createGatherer, isPiece, sendInPieces } from './large-bytes.ts';
import { ownCode } from './own-code.ts';
import { PROGRESS, type ReaderAnswer, type ReaderTask } from './reader-task.ts';
import { startReader } from './start-reader.ts';
import { outOfMemory, residentMb, watchReader, type TimeLimits } from './watch-reader.ts';

export interface ReaderProcess {
  /** One task at a time. Rejects with a Failure when the process was killed for it or died of it. */
  run(task: ReaderTask, limits: TimeLimits): Promise<ReaderAnswer[]>;
  close(): void;
}

export interface ReaderOptions {
  readonly maxMemoryMb: number;
  /** Absent: none. */
  readonly rights?: ReaderRights;
  /** What the kernel does for a reader of these paths; absent: the most that it lets us. */
  readonly isolate?: (paths: readonly string[]) => Promise<Isolation>;
}

/** Share of its memory from which a reader is replaced after a task: what one mail left behind is not the next one's fault. */
const WORN = 0.6;
/** What Node itself needs beside the heap of JavaScript. */
const BASE_MB = 100;
const MEGABYTE = 1024 * 1024;

/**
 * A process of its own for reading what strangers wrote. A worker thread will not do: V8 ends the whole process when a
 * thread runs out of heap between two checks (seen here), and native memory of a thread has no limit at all. This one
 * is killed from outside for time and for resident memory, and started anew for the next task; it has no more rights
 * than reading takes (`start-reader.ts`).
 */
export function createReaderProcess(options: ReaderOptions): ReaderProcess {
  const { maxMemoryMb, rights = NO_RIGHTS, isolate = findIsolation } = options;
  const limitMb = maxMemoryMb + BASE_MB;
  let child: ChildProcess | undefined;
  let isolation: Promise<Isolation> | undefined;
  let closings = 0;

  return {
    async run(task, limits) {
      const before = closings;
      const reader = child ?? (await start(task.module));
      if (closings === before) return ask((child = reader), task, limits);
      reader.kill('SIGKILL');
      throw transient('reader-closed', 'The reader was closed while it started');
    },
    close: () => {
      closings += 1;
      replace();
    },
  };

  async function start(module: string): Promise<ChildProcess> {
    const paths = ownCode(module);
    isolation ??= isolate(paths);
    return startReader({ rights, isolation: await isolation, paths, maxMemoryMb });
  }

  function ask(reader: ChildProcess, task: ReaderTask, limits: TimeLimits): Promise<ReaderAnswer[]> {
    return new Promise((resolve, reject) => {
      const watch = watchReader(reader, limits, limitMb);
      const finish = () => {
        watch.stop();
        reader.off('message', onAnswer);
        reader.off('exit', onExit);
      };
      // It has no more memory than this, so it has no more to say.
      const gatherer = createGatherer(limitMb * MEGABYTE);
      const take = (message: unknown) => {
        if (isPiece(message)) return gatherer.add(message);
        if (message === PROGRESS) return watch.stepIsOver();
        const answers = toAnswers(gatherer.complete(message), task);
        finish();
        if (residentMb(reader) > WORN * limitMb) replace();
        return resolve(answers);
      };
      const onAnswer = (message: unknown) => {
        try {
          take(message);
        } catch {
          watch.kill(crashed());
        }
      };
      const onExit = (code: number | null, signal: NodeJS.Signals | null) => {
        finish();
        child = undefined;
        reject(watch.reason() ?? (isAborted(code, signal) ? outOfMemory() : crashed()));
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
    });
  }

  function replace() {
    child?.removeAllListeners('exit');
    child?.kill('SIGKILL');
    child = undefined;
  }
}

/** One answer for each input. What is in them is judged by who knows the channel. */
function toAnswers(message: unknown, { inputs }: ReaderTask): ReaderAnswer[] {
  if (!Array.isArray(message) || message.length !== inputs.length) throw new TypeError('No list of answers');
  return message as ReaderAnswer[];
}

/** V8 aborts when its heap is full; a shell around the reader says so by 128 and the number of the signal. */
const isAborted = (code: number | null, signal: NodeJS.Signals | null) => signal === 'SIGABRT' || code === 134;

const crashed = (): Failure => unprocessable('reader-crashed', 'The reader broke down on this message');
