import { UnrecoverableError, Worker, type Job } from 'bullmq';
import type { Failure } from '#domain/failure/failure.ts';
import { defect, toFailure } from '#domain/failure/failure.ts';
import { JOB_NAMES, JOBS, QUEUES, type JobName, type QueueName } from '#application/jobs/job-catalogue.ts';
import type { Log } from '#application/ports/log.ts';
import type { Metrics } from '#application/ports/metrics.ts';
import { BoardError, failureOf } from './board-error.ts';
import { isFinal } from './is-final.ts';
import { waitForCircuit } from './wait-for-circuit.ts';
import { connectForBlocking, DEFAULT_PREFIX } from './redis.ts';
import { retryDelay } from './retry-delay.ts';

/** What runs a job; the contract is workers/worker.ts. */
interface Runnable {
  readonly job: JobName;
  handle(data: never): Promise<void>;
  exhausted?(data: never, failure: Failure): Promise<void>;
}

export interface JobWorkersOptions {
  readonly redisUrl: string;
  readonly prefix?: string;
  readonly workers: readonly Runnable[];
  readonly log: Log;
  readonly metrics: Metrics;
  /** How long a job of a process that died stays with it. Reading happens elsewhere, so the loop is never held up long. */
  readonly lockMs?: number;
  /** Jobs of one queue at once. */
  readonly concurrency?: Partial<Record<QueueName, number>>;
}

export interface JobWorkers {
  /** Takes no new job and waits for the running ones. */
  close(): Promise<void>;
}

const CONCURRENCY: Readonly<Record<QueueName, number>> = {
  'intake-email': 4,
  'intake-whatsapp': 4,
  'intake-brief': 2,
  'intake-formulier': 4,
  triage: 2,
  'interne-taken': 4,
  uitgaand: 2,
  notificaties: 2,
};
/** A job lost by a killed process is taken up again after this at most; its lock is renewed while it runs. */
const LOCK_MS = 10_000;

/** Starts one BullMQ worker per queue. Refuses to start when a job of the catalogue has no worker, or two. */
export function startJobWorkers(options: JobWorkersOptions): JobWorkers {
  const byJob = checkComplete(options.workers);
  const workers = QUEUES.map((queue) => startWorker(queue, byJob, options));
  return {
    close: async () => {
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}

function checkComplete(workers: readonly Runnable[]): ReadonlyMap<string, Runnable> {
  const byJob = new Map<string, Runnable>();
  for (const worker of workers) {
    if (byJob.has(worker.job)) throw defect('worker-twice', `Two workers handle the job ${worker.job}`);
    byJob.set(worker.job, worker);
  }
  const missing = JOB_NAMES.filter((name) => !byJob.has(name));
  if (missing.length > 0) throw defect('worker-missing', `No worker handles: ${missing.join(', ')}`);
  return byJob;
}

function startWorker(queue: QueueName, byJob: ReadonlyMap<string, Runnable>, options: JobWorkersOptions): Worker {
  const { redisUrl, prefix = DEFAULT_PREFIX, lockMs = LOCK_MS, log, metrics } = options;
  const worker = new Worker(queue, (job, token) => run(job, token, byJob), {
    connection: connectForBlocking(redisUrl),
    prefix,
    concurrency: options.concurrency?.[queue] ?? CONCURRENCY[queue],
    lockDuration: lockMs,
    stalledInterval: lockMs / 2,
    // A stalled job's process died: that says nothing about the job, so it is given back as often as needed.
    maxStalledCount: 1_000,
    settings: {
      backoffStrategy: (attemptsMade, _type, _error, job) => {
        const retry = JOBS[job?.name as JobName]?.retry;
        return retry === undefined ? 1_000 : retryDelay(attemptsMade, retry);
      },
    },
  });
  worker.on('error', () => undefined);
  worker.on('failed', (job, thrown) => {
    if (job === undefined) return;
    const failure = failureOf(thrown);
    metrics.failed(job.name, failure.kind, failure.code);
    log.warn({ job: job.name, attempt: job.attemptsMade, kind: failure.kind, code: failure.code }, 'job-failed');
    if (job.finishedOn !== undefined) void giveUp(job, failure, byJob, log);
  });
  return worker;
}

async function run(job: Job, token: string | undefined, byJob: ReadonlyMap<string, Runnable>): Promise<void> {
  const runnable = byJob.get(job.name);
  const entry = JOBS[job.name as JobName];
  if (runnable === undefined || entry === undefined) throw new UnrecoverableError('job-unknown');
  const data = entry.schema.safeParse(job.data);
  if (!data.success) throw new UnrecoverableError('job-data-invalid');
  try {
    await runnable.handle(data.data as never);
  } catch (thrown) {
    const failure = toFailure(thrown);
    await waitForCircuit(job, token, failure);
    throw new BoardError(failure, isFinal(job, failure));
  }
}

async function giveUp(job: Job, failure: Failure, byJob: ReadonlyMap<string, Runnable>, log: Log): Promise<void> {
  try {
    await byJob.get(job.name)?.exhausted?.(job.data as never, failure);
  } catch (thrown) {
    // The message is still open in MongoDB: the reconciler gives it a new job.
    log.error({ job: job.name, code: toFailure(thrown).code }, 'giving-up-failed');
  }
}
