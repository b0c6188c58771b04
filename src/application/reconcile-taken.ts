import type { Reconcile } from './reconcile.ts';
import { deadlineJob } from './jobs/deadline-jobs.ts';
import { taakJobs } from './jobs/taak-jobs.ts';
import { mailJob } from './jobs/uitgaand-jobs.ts';
import type { Clock } from './ports/clock.ts';
import type { JobQueue, JobRequest } from './ports/job-queue.ts';
import type { OutboxStore } from './ports/outbox-store.ts';
import type { TaakStore } from './ports/taak-store.ts';

export interface ReconcileTakenDeps {
  readonly taken: Pick<TaakStore, 'completeChanges' | 'listUntold' | 'listUnwatched'>;
  readonly outbox: Pick<OutboxStore, 'listOpen'>;
  readonly jobs: Pick<JobQueue, 'enqueue' | 'findAlive'>;
  readonly clock: Clock;
  readonly graceMs?: number;
}

/** What is this young may still be between its commit and its job. */
const GRACE_MS = 5_000;
/** At once; what is left over comes a minute later. */
const PAGE = 500;

/**
 * Jobs for tasks whose unit was not told, for deadlines that nobody looked at and for mail that did not leave, where
 * the queue has none any more. Part of `Reconcile`; safe to run by several processes at once.
 */
export function createReconcileTaken({
  taken,
  outbox,
  jobs,
  clock,
  graceMs = GRACE_MS,
}: ReconcileTakenDeps): Reconcile {
  return async () => {
    const completed = await taken.completeChanges();
    const now = clock.now();
    const before = new Date(now.getTime() - graceMs);
    const [untold, unwatched, unsent] = await Promise.all([
      taken.listUntold(before, PAGE),
      taken.listUnwatched(before, PAGE),
      outbox.listOpen(before, PAGE),
    ]);
    const due = [
      ...untold.flatMap(taakJobs),
      ...unwatched.map(({ uuid, moment }) => deadlineJob(uuid, moment, now, now)),
      ...unsent.map(({ uuid }) => mailJob(uuid)),
    ];
    return completed + (await addMissing(due, now.toISOString().slice(0, 10)));
  };

  async function addMissing(due: readonly JobRequest[], day: string): Promise<number> {
    const missing = await withoutLive(due, day);
    if (missing.length === 0) return 0;
    await jobs.enqueue(missing);
    // An ended job keeps its id for a while and is not added again under it: such a one gets a new id, once a day.
    const ended = (await withoutLive(missing, day)).map((job) => ({ ...job, id: `${job.id}-${day}` }));
    if (ended.length > 0) await jobs.enqueue(ended);
    return missing.length;
  }

  async function withoutLive(requests: readonly JobRequest[], day: string): Promise<JobRequest[]> {
    if (requests.length === 0) return [];
    const ids = requests.flatMap(({ name, id }) => [id, `${id}-${day}`].map((each) => ({ name, id: each })));
    const alive = await jobs.findAlive(ids);
    return requests.filter(({ id }) => !alive.has(id) && !alive.has(`${id}-${day}`));
  }
}
