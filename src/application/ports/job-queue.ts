import type { JobData, JobName } from '../jobs/job-catalogue.ts';

export interface JobRequest<N extends JobName = JobName> {
  readonly name: N;
  readonly data: JobData<N>;
  /** Unique while the job exists; a second one with the same id is not added. No integer, no colon. */
  readonly id: string;
  readonly delayMs?: number;
  /** 1 (first) to 2,097,152; absent goes before all of them. */
  readonly priority?: number;
}

/** Redis saves work, MongoDB is the truth: a job that could not be added is added later by the reconciler. */
export interface JobQueue {
  /** One round trip per queue. Throws a transient Failure within a second when the queue server is away. */
  enqueue(jobs: readonly JobRequest[]): Promise<void>;
  /** Those of the ids that still wait, run or will be retried. */
  findAlive(jobs: readonly { name: JobName; id: string }[]): Promise<Set<string>>;
  /** Resolves with true when the job has finished (well or not), false after `deadlineMs`. */
  waitFor(name: JobName, id: string, deadlineMs: number): Promise<boolean>;
  /**
   * Tells of every job of this kind's queue that ends from now on (well or not) until the answer is called. Not of all:
   * what ends while the queue server is away or emptied is told by nobody.
   */
  onEnd(name: JobName, listener: (id: string) => void): () => void;
}
