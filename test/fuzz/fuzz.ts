import { createRandom } from '#test/crash/plan/random.ts';
import { createCorpus, type Corpus } from './corpus.ts';
import { createExecutor } from './executor/executor.ts';
import { sameFault, type Fault, type Limits } from './finding.ts';
import { mutate } from './mutate/mutate.ts';
import type { FuzzTarget } from './target.ts';

export interface FuzzOptions {
  /** URL of the module that exports the target. */
  readonly module: URL;
  readonly seed: number;
  readonly limits: Limits;
  /** Whichever of the two comes first. */
  readonly minutes: number;
  readonly runs: number;
  /** Inputs that ran something new are read from here first, and written here. */
  readonly corpus?: string;
  /** No more than so many findings. */
  readonly most: number;
  /** Inputs to run before all others. */
  readonly first?: readonly Uint8Array[];
}

export interface Finding {
  readonly fault: Fault;
  readonly input: Uint8Array;
}

export interface Progress {
  readonly runs: number;
  readonly seconds: number;
  readonly runsPerSecond: number;
  readonly corpus: number;
  /** Pieces of code (V8's blocks) that were run for the first time. */
  readonly blocks: number;
  readonly refused: number;
  readonly findings: number;
  /** The most that one input took of the processor, in milliseconds, with the measuring. */
  readonly slowestMs: number;
  readonly peakMb: number;
}

export interface FuzzResult extends Progress {
  readonly found: readonly Finding[];
}

/**
 * Mutates the seeds, keeps what runs something new, and so on. Choices follow from `seed` alone: the same seed, target
 * and code make the same inputs in the same order. Every finding was seen twice, the second time in a fresh process.
 */
export async function fuzz(options: FuzzOptions, tell: (progress: Progress) => void): Promise<FuzzResult> {
  const { target } = (await import(options.module.href)) as { target: FuzzTarget };
  const random = createRandom(options.seed);
  const seeds = someOf((await target.seeds()).map((seed) => seed.subarray(0, target.largest)));
  const corpus = await createCorpus(seeds, options.corpus);
  const executor = createExecutor(options.module, options.limits);
  const dictionary = target.dictionary.map((word) => Buffer.from(word, 'latin1'));
  const start = performance.now();
  const found: Finding[] = [];
  const tried: Fault[] = [];
  let [runs, blocks, refused, slowestMs, peakMb] = [0, 0, 0, 0, 0];
  try {
    const known = [...(options.first ?? []), ...seeds];
    for (let at = 0; at < known.length; at += target.batch) await runBatch(known.slice(at, at + target.batch));
    const end = start + options.minutes * 60_000;
    while (performance.now() < end && runs < options.runs && found.length < options.most) {
      const inputs = Array.from({ length: target.batch }, () => next(corpus));
      await runBatch(inputs);
    }
  } finally {
    executor.close();
  }
  return { ...progress(), found };

  /** A short run has its mutations too. */
  function someOf(given: readonly Uint8Array[]): Uint8Array[] {
    const left = [...given];
    while (left.length * 2 > options.runs && left.length > 1) left.splice(random.int(0, left.length - 1), 1);
    return left;
  }

  function next(from: Corpus): Uint8Array {
    const material = { random, dictionary, other: from.pick(random), largest: target.largest };
    return mutate(from.pick(random), material);
  }

  async function runBatch(inputs: readonly Uint8Array[]): Promise<void> {
    const answer = await executor.run(inputs);
    runs += inputs.length;
    blocks += answer.blocks;
    refused += answer.refused;
    slowestMs = Math.max(slowestMs, answer.slowestMs);
    peakMb = Math.max(peakMb, answer.peakMb);
    for (const index of answer.interesting) await corpus.add(inputs[index] ?? Buffer.of());
    for (const { index, fault } of answer.faults) await consider(inputs[index] ?? Buffer.of(), fault);
    tell(progress());
  }

  /** A machine that was busy, or what an earlier input left behind, makes no finding. */
  async function consider(input: Uint8Array, fault: Fault): Promise<void> {
    if (tried.some((one) => sameFault(one, fault))) return;
    const again = await runAlone(options.module, options.limits, input);
    const same = again.find((one) => one.kind === fault.kind);
    if (same === undefined) return;
    tried.push(fault, same);
    found.push({ fault: same, input });
  }

  function progress(): Progress {
    const seconds = (performance.now() - start) / 1000;
    const rate = Math.round(runs / seconds);
    const findings = found.length;
    return { runs, seconds, runsPerSecond: rate, corpus: corpus.size, blocks, refused, findings, slowestMs, peakMb };
  }
}

/** What comes of this input in a fresh process. */
export async function runAlone(module: URL, limits: Limits, input: Uint8Array): Promise<readonly Fault[]> {
  const executor = createExecutor(module, limits);
  try {
    return (await executor.run([input])).faults.map(({ fault }) => fault);
  } finally {
    executor.close();
  }
}
