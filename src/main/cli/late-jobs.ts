import type { JobQueue } from '#application/ports/job-queue.ts';

/** The queues, loaded and connected with the first job: most commands about messages put none on them. */
export function createLateJobs(redisUrl: string): Pick<JobQueue, 'enqueue'> & { close(): Promise<void> } {
  let connecting: ReturnType<typeof connect> | undefined;
  return {
    async enqueue(jobs) {
      connecting ??= connect();
      await (await connecting).enqueue(jobs);
    },
    close: async () => {
      // One that could not be reached has nothing to close.
      const queues = await connecting?.catch(() => undefined);
      await queues?.close();
    },
  };

  async function connect() {
    const { connectJobQueues } = await import('#infrastructure/queues/job-queues.ts');
    return connectJobQueues({ redisUrl });
  }
}
