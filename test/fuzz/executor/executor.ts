import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readProcessorMs } from '#infrastructure/readers/processor-time.ts';
import { readResidentMb } from '#infrastructure/readers/resident-memory.ts';
import type { Fault, Limits } from '../finding.ts';
import type { FunctionCover } from './coverage.ts';
import type { ToChild } from './fuzz.child.ts';
import type { BatchAnswer } from './run-inputs.ts';

export interface Executor {
  /** Runs a batch, whatever becomes of its process: when that dies, its inputs are run again one by one. */
  run(inputs: readonly Uint8Array[]): Promise<BatchAnswer>;
  close(): void;
}

const CHILD = fileURLToPath(new URL('./fuzz.child.ts', import.meta.url));
const WATCH_MS = 25;
/** By the clock, on a machine that gives the process little of its time: times the limit, and at least this many milliseconds. */
const WAITING_TIMES = 6;
const LEAST_WAIT_MS = 30_000;
const LAST_WORDS = 4_000;

export function createExecutor(module: URL, limits: Limits): Executor {
  const covered = new Map<string, FunctionCover>();
  // Readers of files leave nothing behind, however they end.
  const temporary = mkdtempSync(join(tmpdir(), 'intake-fuzz-'));
  let child: ChildProcess | undefined;
  const close = () => {
    child?.kill('SIGKILL');
    child = undefined;
    rmSync(temporary, { recursive: true, force: true });
    process.off('exit', close);
  };
  // A child that hangs does not hear that its parent is gone.
  process.on('exit', close);

  return { run, close };

  async function run(inputs: readonly Uint8Array[]): Promise<BatchAnswer> {
    const answer = await attempt(inputs);
    if ('faults' in answer) {
      for (const cover of answer.covered) covered.set(cover[0], cover);
      return answer;
    }
    child = undefined;
    if (inputs.length === 1) return { ...NOTHING, faults: [{ index: 0, fault: answer }] };
    const alone: BatchAnswer[] = [];
    for (const input of inputs) alone.push(await run([input]));
    return together(alone);
  }

  async function attempt(inputs: readonly Uint8Array[]): Promise<BatchAnswer | Fault> {
    child ??= await start();
    return ask(child, inputs, limits);
  }

  async function start(): Promise<ChildProcess> {
    const started = fork(CHILD, [], {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${limits.memoryMb}`, '--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, TMPDIR: temporary, NODE_OPTIONS: '', NODE_V8_COVERAGE: '' },
    });
    const begin: ToChild = { kind: 'begin', module: module.href, limits, known: [...covered.values()] };
    started.send(begin);
    await Promise.race([once(started, 'message'), once(started, 'exit').then(() => Promise.reject(noStart(module)))]);
    return started;
  }
}

const noStart = (module: URL) => new Error(`The target ${module.pathname} cannot be loaded`);

const NOTHING: BatchAnswer = {
  faults: [],
  interesting: [],
  blocks: 0,
  covered: [],
  slowestMs: 0,
  refused: 0,
  peakMb: 0,
};

function ask(child: ChildProcess, inputs: readonly Uint8Array[], limits: Limits): Promise<BatchAnswer | Fault> {
  return new Promise((resolve) => {
    let killedFor: Fault | undefined;
    let lastWords = '';
    const hear = (chunk: Buffer) => {
      lastWords = (lastWords + chunk.toString()).slice(-LAST_WORDS);
    };
    const kill = (fault: Fault) => {
      killedFor ??= fault;
      child.kill('SIGKILL');
    };
    const before = readProcessorMs(child.pid) ?? 0;
    const clock = setTimeout(() => kill(hang('by the clock')), Math.max(LEAST_WAIT_MS, WAITING_TIMES * limits.hangMs));
    const watch = setInterval(() => {
      const spent = (readProcessorMs(child.pid) ?? 0) - before;
      const resident = readResidentMb(child.pid);
      if (spent > limits.hangMs) kill(hang(`${spent} ms of processor time`));
      if (resident > limits.memoryMb) kill(memory(`${Math.round(resident)} MB resident`));
    }, WATCH_MS);
    const finish = (answer: BatchAnswer | Fault) => {
      clearTimeout(clock);
      clearInterval(watch);
      child.off('message', finish).off('exit', onExit);
      child.stderr?.off('data', hear);
      resolve(answer);
    };
    const onExit = (code: number | null, signal: NodeJS.Signals | null) => {
      finish(killedFor ?? (/heap out of memory|Reached heap limit/.test(lastWords) ? memory(lastWords) : gone()));
      function gone(): Fault {
        const [where = `exit ${signal ?? code}`] = /^\w*Error\b.*$/m.exec(lastWords) ?? [];
        return { kind: 'crash', where: where.slice(0, 120), detail: lastWords };
      }
    };
    child.stderr?.on('data', hear);
    child.on('message', finish).on('exit', onExit);
    const batch: ToChild = { kind: 'run', inputs };
    child.send(batch, () => undefined);
  });
}

const hang = (detail: string): Fault => ({ kind: 'hang', where: 'processor time', detail });
const memory = (detail: string): Fault => ({ kind: 'memory', where: 'memory', detail });

/** Answers of inputs that were run one by one, as one about their batch. */
function together(alone: readonly BatchAnswer[]): BatchAnswer {
  return {
    faults: alone.flatMap(({ faults }, index) => faults.map(({ fault }) => ({ index, fault }))),
    interesting: alone.flatMap(({ interesting }, index) => interesting.map(() => index)),
    blocks: alone.reduce((sum, { blocks }) => sum + blocks, 0),
    covered: [],
    slowestMs: Math.max(...alone.map(({ slowestMs }) => slowestMs)),
    refused: alone.reduce((sum, { refused }) => sum + refused, 0),
    peakMb: Math.max(...alone.map(({ peakMb }) => peakMb)),
  };
}
