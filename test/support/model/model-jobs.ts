import type { JobQueue, JobRequest } from '#application/ports/job-queue.ts';
import type { Turn } from '../memory/memory-database.ts';

/**
 * The queue of the model, shared by its processes. A job can be taken by a second worker while the first still has it:
 * that is what a queue does with the job of a process that it thinks dead.
 */
export function createModelJobs() {
  const jobs = new Map<string, JobRequest>();
  return {
    /** What FLUSHALL does. */
    empty: () => {
      jobs.clear();
    },
    ids: () => [...jobs.keys()],
    take: (place: number): JobRequest | undefined => [...jobs.values()][place % Math.max(jobs.size, 1)],
    done: (id: string) => {
      jobs.delete(id);
    },
    /** The queue as one process reaches it. */
    through: (turn: Turn): Pick<JobQueue, 'enqueue' | 'findAlive'> => ({
      enqueue: (added) =>
        turn('enqueue', () => {
          for (const job of added) if (!jobs.has(job.id)) jobs.set(job.id, job);
        }),
      findAlive: (asked) => turn('findAlive', () => new Set(asked.map(({ id }) => id).filter((id) => jobs.has(id)))),
    }),
  };
}
export type ModelJobs = ReturnType<typeof createModelJobs>;
