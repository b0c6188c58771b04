import type { Job } from 'bullmq';
import type { Failure } from '#domain/failure/failure.ts';
import { JOB_NAMES, JOBS, type JobName } from '#application/jobs/job-catalogue.ts';
import { connectJobQueues } from '#infrastructure/queues/job-queues.ts';
import { startJobWorkers } from '#infrastructure/queues/job-workers.ts';
import { eventually } from '../eventually.ts';
import type { IsolatedStores } from '../isolated-stores.ts';
import { noMetrics, silentLog } from '../spine/create-spine.ts';

export type Handle = (data: Record<string, unknown>) => Promise<void>;

/** The program's own queues and workers on the run's real Redis, with the test's own work in the place of the use cases. */
export async function createWorkerWorld(stores: IsolatedStores, handlers: Partial<Record<JobName, Handle>>) {
  const jobs = await connectJobQueues({ redisUrl: stores.redisUrl, prefix: stores.keyPrefix });
  const exhausted: { job: JobName; data: unknown; code: string }[] = [];
  const workers = startJobWorkers({
    redisUrl: stores.redisUrl,
    prefix: stores.keyPrefix,
    log: silentLog,
    metrics: noMetrics,
    workers: JOB_NAMES.map((job) => ({
      job,
      handle: (data: never) => handlers[job]?.(data) ?? Promise.resolve(),
      exhausted: (data: never, { code }: Failure) => {
        exhausted.push({ job, data, code });
        return Promise.resolve();
      },
    })),
  });

  async function get(name: JobName, id: string): Promise<Job> {
    const job = (await jobs.queues[JOBS[name].queue].getJob(id)) as Job | undefined;
    if (job === undefined) throw new Error(`no job ${id}`);
    return job;
  }

  return {
    jobs,
    exhausted,
    get,
    /** Resolves with the job when it is in this state. */
    inState: (name: JobName, id: string, state: string) =>
      eventually(
        async () => {
          // The job is read after its state: what it says then belongs to that state.
          const is = await jobs.queues[JOBS[name].queue].getJobState(id);
          return is === state && get(name, id);
        },
        { what: `job ${id} is ${state}` },
      ),
    close: async () => {
      await workers.close();
      await jobs.close();
    },
  };
}
