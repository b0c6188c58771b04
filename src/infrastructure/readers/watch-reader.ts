import type { ChildProcess } from 'node:child_process';
import { unprocessable, type Failure } from '#domain/failure/failure.ts';
import { processChain } from './process-chain.ts';
import { readProcessorMs } from './processor-time.ts';
import { readResidentMb } from './resident-memory.ts';

/** Milliseconds for one task, and for what a reader does between two signs of progress. */
export interface TimeLimits {
  readonly timeoutMs: number;
  readonly stepMs?: number;
}

/** Milliseconds: memory that is being filled grows by some 40 MB in this time, and is past its limit by no more. */
const WATCH_MS = 25;
/**
 * The limit of time is one of processor time where that can be read: a reader that the machine gives none (a start after
 * a power cut, when everything starts) is not at fault. By the clock it may take this many times the limit.
 */
const WAITING_TIMES = 5;

/** Looks at a reader while it works, and kills it when it takes too much. */
export function watchReader(child: ChildProcess, { timeoutMs, stepMs = timeoutMs }: TimeLimits, limitMb: number) {
  let reason: Failure | undefined;
  const kill = (failure: Failure) => {
    reason ??= failure;
    child.kill('SIGKILL');
  };
  const task = startTimer(child, timeoutMs);
  let step = startTimer(child, stepMs);
  const timer = setInterval(() => {
    if (residentMb(child) > limitMb) kill(outOfMemory());
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

/** Megabytes of the reader and of the processes that stand around it. */
export const residentMb = ({ pid }: ChildProcess): number =>
  processChain(pid).reduce((sum, each) => sum + readResidentMb(each), 0);

/** By processor time where it can be read, and in the end by the clock. */
function startTimer({ pid }: ChildProcess, limitMs: number) {
  const before = processorMs(pid);
  const start = performance.now();
  return {
    isOver: () => {
      const longest = before === undefined ? limitMs : WAITING_TIMES * limitMs;
      return performance.now() - start > longest || (processorMs(pid) ?? 0) - (before ?? Infinity) > limitMs;
    },
  };
}

function processorMs(pid: number | undefined): number | undefined {
  const each = processChain(pid).map(readProcessorMs);
  return each.every((ms) => ms === undefined) ? undefined : each.reduce<number>((sum, ms) => sum + (ms ?? 0), 0);
}

export const outOfMemory = () => unprocessable('reader-out-of-memory', 'Reading took more memory than the limit');
const tooSlow = () => unprocessable('reader-timeout', 'Reading took longer than the limit');
