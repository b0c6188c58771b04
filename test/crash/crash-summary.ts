import type { Fault } from './judge/finding.ts';

/** The last line of a run. */
export interface CrashSummary extends Readonly<Record<Fault, number>> {
  readonly seed: number;
  readonly minutes: number;
  readonly sent: number;
  readonly registered: number;
  readonly aside: number;
  readonly parked: number;
  readonly faults: number;
  readonly slowestRecoveryMs: number;
}
