import { toFailure } from '#domain/failure/failure.ts';
import type { JobQueue, JobRequest } from '../ports/job-queue.ts';
import type { Log } from '../ports/log.ts';

/** Adds jobs for what is committed already. A queue that is away costs nothing but time: the reconciler adds them. */
export async function enqueueAfterCommit(
  { jobs, log }: { jobs: Pick<JobQueue, 'enqueue'>; log: Log },
  requests: readonly JobRequest[],
): Promise<void> {
  if (requests.length === 0) return;
  try {
    await jobs.enqueue(requests);
  } catch (thrown) {
    log.warn({ count: requests.length, code: toFailure(thrown).code }, 'taak-jobs-not-added');
  }
}
