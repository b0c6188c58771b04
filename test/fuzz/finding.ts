/**
 * What makes an input a finding:
 * - `exception` something else was thrown than an unprocessable or rejected Failure;
 * - `rule`      an answer that breaks a promise (a target's own check);
 * - `slow`      more than two seconds of processor time;
 * - `hang`      more than ten seconds, or an answer that never comes;
 * - `memory`    more than the limit of resident memory, or of the heap;
 * - `crash`     the process is gone.
 */
export type FaultKind = 'exception' | 'rule' | 'slow' | 'hang' | 'memory' | 'crash';

export interface Fault {
  readonly kind: FaultKind;
  /** Error and place, or the broken rule: two faults with the same kind and place are one finding. */
  readonly where: string;
  /** For whoever looks into it: stack, end of the standard error. */
  readonly detail: string;
}

export const sameFault = (one: Fault, other: Fault) => one.kind === other.kind && one.where === other.where;

export interface Limits {
  /** Milliseconds of processor time for one input: `slow` beyond the first, `hang` beyond the second. */
  readonly slowMs: number;
  readonly hangMs: number;
  /** Megabytes of resident memory of the process that reads, all of Node included. */
  readonly memoryMb: number;
}

/** Those of the readers (issue 5, item 6). */
export const READER_LIMITS: Limits = { slowMs: 2_000, hangMs: 10_000, memoryMb: 512 };
