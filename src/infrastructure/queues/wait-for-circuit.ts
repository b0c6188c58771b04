import { DelayedError, type Job } from 'bullmq';
import { circuitWaitMs } from '#domain/failure/circuit-open.ts';
import type { Failure } from '#domain/failure/failure.ts';

/** A job that is older has used up its patience, as one that was tried all that time has. */
const PATIENCE_MS = 86_400_000;
/** They were put off together and SHALL NOT come back together. */
const SPREAD = 0.2;

/**
 * A job that met an open circuit goes back to wait until it may be tried, without using up an attempt: then this throws
 * BullMQ's `DelayedError`. For any other failure, and for a job that has waited for a day, it returns.
 */
export async function waitForCircuit(
  job: Pick<Job, 'timestamp' | 'opts' | 'moveToDelayed'>,
  token: string | undefined,
  failure: Failure,
): Promise<void> {
  const waitMs = circuitWaitMs(failure);
  const now = Date.now();
  const due = job.timestamp + (job.opts.delay ?? 0);
  if (waitMs === undefined || now - due > PATIENCE_MS) return;
  await job.moveToDelayed(now + Math.ceil(waitMs * (1 + SPREAD * Math.random())), token);
  throw new DelayedError();
}
