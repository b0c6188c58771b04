import { unprocessable } from '#domain/failure/failure.ts';

/**
 * One reader of strangers' bytes, as the fuzzer calls it. A target is a module that exports `target`; it is loaded in the
 * fuzzer for its seeds and in the child process for its `run`.
 */
export interface FuzzTarget {
  /** What it reads and through which functions. */
  readonly title: string;
  /** Words of the format, as Latin-1: mutations put them in and in the place of other words. */
  readonly dictionary: readonly string[];
  /** Inputs that are run between two looks at the coverage. Few where one run is slow. */
  readonly batch: number;
  /** Bytes of the largest input that is made. */
  readonly largest: number;
  /** Good and strange examples, to begin with. The same every time. */
  readonly seeds: () => Promise<readonly Uint8Array[]>;
  /**
   * Reads these bytes to the end. Throwing (or rejecting with) an unprocessable or rejected Failure is an answer like
   * any other; everything else that is thrown is a finding.
   */
  readonly run: (bytes: Uint8Array) => unknown;
}

/** An answer that may not be: what was promised about it does not hold. `rule` names the promise, never the input. */
export class BrokenRule extends Error {
  constructor(rule: string) {
    super(rule);
    this.name = 'BrokenRule';
  }
}

export function demand(holds: boolean, rule: string): asserts holds {
  if (!holds) throw new BrokenRule(rule);
}

/** An input that a target leaves alone. */
export const skipped = () => unprocessable('fuzz-skipped', 'This input is no matter of the target');
