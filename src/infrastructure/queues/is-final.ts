import type { Job } from 'bullmq';
import type { Failure } from '#domain/failure/failure.ts';
import { CIRCUIT_OPEN } from '#domain/failure/circuit-open.ts';
import { countDefects } from './board-error.ts';

/** A fault of our own that comes back is not mended by waiting. */
const DEFECT_ATTEMPTS = 3;

/**
 * Whether another attempt is useless: what can never be read or was refused, a defect that came back, and a circuit
 * that was still open after all the patience there is (a shorter wait never gets here).
 */
export function isFinal(job: Pick<Job, 'stacktrace'>, { kind, code }: Failure): boolean {
  if (kind === 'unprocessable' || kind === 'rejected' || code === CIRCUIT_OPEN) return true;
  return kind === 'defect' && countDefects(job.stacktrace) + 1 >= DEFECT_ATTEMPTS;
}
