import { toFailure } from '#domain/failure/failure.ts';
import type { JobQueue, JobRequest } from './ports/job-queue.ts';
import type { Log } from './ports/log.ts';

export interface AnnouncerDeps {
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly log: Log;
}

/** Jobs that wait for a slow queue; what does not fit is found by the reconciler. */
const JOBS_WAITING = 200;

/** Puts jobs on the queue, several in one round trip while the queue is busy. The answer to the sender never waits. */
export function createJobAnnouncer({ jobs, log }: AnnouncerDeps): (job: JobRequest) => void {
  const due: JobRequest[] = [];
  let busy = false;
  return (job) => {
    if (due.length >= JOBS_WAITING) return;
    due.push(job);
    if (!busy) void send();
  };

  async function send(): Promise<void> {
    busy = true;
    while (due.length > 0) {
      const batch = due.splice(0);
      try {
        await jobs.enqueue(batch);
      } catch (thrown) {
        log.warn({ code: toFailure(thrown).code, count: batch.length }, 'job-not-added');
      }
    }
    busy = false;
  }
}
