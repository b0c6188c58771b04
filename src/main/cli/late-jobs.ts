import { connectJobQueues } from '#infrastructure/queues/job-queues.ts';
import type { JobQueue } from '#application/ports/job-queue.ts';

/** The queues, connected with the first job: most commands about messages put none on them. */
export function createLateJobs(redisUrl: string): Pick<JobQueue, 'enqueue'> & { close(): Promise<void> } {
  let connecting: ReturnType<typeof connectJobQueues> | undefined;
  return {
    async enqueue(jobs) {
      connecting ??= connectJobQueues({ redisUrl });
      await (await connecting).enqueue(jobs);
    },
    close: async () => {
      // One that could not be reached has nothing to close.
      const queues = await connecting?.catch(() => undefined);
      await queues?.close();
    },
  };
}
