import type { JobData, JobName } from '#application/jobs/job-catalogue.ts';
import type { Failure } from '#domain/failure/failure.ts';

/**
 * The contract of a worker: one folder under `workers/` per job. It gets parsed data, calls one use case and returns.
 * It SHALL be safe to run twice with the same data, at the same time too. It throws a transient Failure to be run again.
 */
export interface JobWorker<N extends JobName = JobName> {
  readonly job: N;
  handle(data: JobData<N>): Promise<void>;
  /** Called once when every attempt of the retry policy has failed. */
  exhausted?(data: JobData<N>, failure: Failure): Promise<void>;
}
