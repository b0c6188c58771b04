import { setImmediate as nextTurn } from 'node:timers/promises';
import { Failure } from '#domain/failure/failure.ts';
import type { Fault, Limits } from '../finding.ts';
import { BrokenRule, type FuzzTarget } from '../target.ts';
import type { Coverage, FunctionCover, Gain } from './coverage.ts';

/** What a batch came to. */
export interface BatchAnswer {
  readonly faults: readonly { readonly index: number; readonly fault: Fault }[];
  /** Places in the batch of the inputs that ran something new. */
  readonly interesting: readonly number[];
  readonly blocks: number;
  readonly covered: readonly FunctionCover[];
  /** Most processor time of one input, in milliseconds. */
  readonly slowestMs: number;
  /** Inputs that were answered with a Failure. */
  readonly refused: number;
  readonly peakMb: number;
}

/** A look at the coverage costs some milliseconds: it is taken so many times in a batch. */
const LOOKS = 8;

export interface Runner {
  /** Runs inputs one after the other, and finds out which of them ran something new. */
  run(inputs: readonly Uint8Array[]): Promise<BatchAnswer>;
}

export function createRunner(target: Pick<FuzzTarget, 'run'>, coverage: Coverage, limits: Limits): Runner {
  return {
    async run(inputs) {
      const batch = startBatch();
      const size = Math.ceil(inputs.length / LOOKS);
      for (let at = 0; at < inputs.length; at += size) await runGroup(batch, inputs.slice(at, at + size), at);
      // What a reader left for later (a rejection that nobody waits for) ends this process here, not in the next batch.
      await nextTurn();
      return batch.answer();
    },
  };

  /** A group that showed something new is run again, input by input, to know which. */
  async function runGroup(batch: Batch, group: readonly Uint8Array[], at: number): Promise<void> {
    for (const [place, input] of group.entries()) batch.count(at + place, await runOne(target, input, limits));
    const together = coverage.gain();
    if (together.blocks === 0) return;
    if (group.length === 1) batch.keep(coverage, at, together);
    else {
      for (const [place, input] of group.entries()) {
        await runOne(target, input, limits);
        batch.keep(coverage, at + place, coverage.gain());
      }
      // What does not show again depends on what ran before: nobody is followed for it.
      coverage.commit(together);
    }
  }
}

type Batch = ReturnType<typeof startBatch>;

function startBatch() {
  const faults: { index: number; fault: Fault }[] = [];
  const interesting: number[] = [];
  const covered = new Map<string, FunctionCover>();
  let [blocks, slowestMs, refused] = [0, 0, 0];
  return {
    interesting,
    count(index: number, { ms, ending }: { ms: number; ending: Ending }) {
      slowestMs = Math.max(slowestMs, ms);
      if (ending === 'refused') refused += 1;
      else if (ending !== undefined) faults.push({ index, fault: ending });
    },
    keep(coverage: Coverage, index: number, gain: Gain) {
      if (gain.blocks === 0) return;
      interesting.push(index);
      coverage.commit(gain);
      blocks += gain.blocks;
      for (const cover of gain.changed) covered.set(cover[0], cover);
    },
    answer(): BatchAnswer {
      const peakMb = process.resourceUsage().maxRSS / 1024;
      return { faults, interesting, blocks, covered: [...covered.values()], slowestMs, refused, peakMb };
    },
  };
}

type Ending = Fault | 'refused' | undefined;

async function runOne(target: Pick<FuzzTarget, 'run'>, input: Uint8Array, limits: Limits) {
  const before = process.cpuUsage();
  const ending = await endingOf(target, input, limits);
  const { user, system } = process.cpuUsage(before);
  const ms = (user + system) / 1000;
  const slow: Fault = { kind: 'slow', where: 'processor time', detail: `${Math.round(ms)} ms` };
  return { ms, ending: ms > limits.slowMs && (ending === undefined || ending === 'refused') ? slow : ending };
}

async function endingOf(target: Pick<FuzzTarget, 'run'>, input: Uint8Array, { hangMs }: Limits): Promise<Ending> {
  let timer: NodeJS.Timeout | undefined;
  const never = new Promise<Fault>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'hang', where: 'no answer', detail: 'The reader never ends' }), hangMs);
  });
  try {
    // A copy: a reader that writes into what it was given must not spoil the second run.
    const ending = await Promise.race([Promise.resolve(target.run(Buffer.from(input))).then(() => undefined), never]);
    return ending ?? pollution();
  } catch (thrown) {
    if (thrown instanceof Failure && (thrown.kind === 'unprocessable' || thrown.kind === 'rejected')) {
      return pollution() ?? 'refused';
    }
    return toFault(thrown);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether the input reached what every object inherits from. */
function pollution(): Fault | undefined {
  const [name] = Object.keys(Object.prototype);
  if (name === undefined) return undefined;
  Reflect.deleteProperty(Object.prototype, name);
  return { kind: 'rule', where: 'no input adds to the prototype of all objects', detail: name };
}

function toFault(thrown: unknown): Fault {
  if (thrown instanceof BrokenRule) return { kind: 'rule', where: thrown.message, detail: thrown.stack ?? '' };
  if (!(thrown instanceof Error)) return { kind: 'exception', where: typeof thrown, detail: String(thrown) };
  const code = thrown instanceof Failure ? `${thrown.kind} ${thrown.code} ${thrown.message}` : thrown.name;
  const cause = thrown.cause instanceof Error ? `\ncaused by ${thrown.cause.stack}` : '';
  return {
    kind: 'exception',
    where: `${code} ${placeOf(thrown)}`,
    detail: `${thrown.stack ?? thrown.message}${cause}`,
  };
}

/** First line of the stack that stands in a file of this repository: with what it uses, without its machine's path. */
function placeOf({ stack = '' }: Error): string {
  const frames = [...stack.matchAll(/\/((?:channels|src|test\/support|node_modules)\/[^):]+):(\d+)/g)];
  const [, file = 'unknown', line = ''] = frames.find(([frame]) => !frame.includes('/domain/failure/')) ?? [];
  return `${file}:${line}`;
}
