import { Queue, QueueEvents, type JobsOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import { defect } from '#domain/failure/failure.ts';
import { JOBS, QUEUES, type QueueName } from '#application/jobs/job-catalogue.ts';
import type { JobQueue, JobRequest } from '#application/ports/job-queue.ts';
import type { CircuitBoard } from '#application/ports/circuit-board.ts';
import type { RateLimitStore } from '#application/ports/rate-limit-store.ts';
import type { WaitingCount } from '#application/ports/waiting-count.ts';
import { createCircuitBoard } from './circuit-board.ts';
import { createRedisRateLimits } from './redis-rate-limits.ts';
import { connectForBlocking, connectForCommands, DEFAULT_PREFIX, waitForRedis } from './redis.ts';
import { toRedisFailure } from './redis-failure.ts';

/** Kept on the board after they ended: enough to look back, bounded in memory. */
const KEEP = { removeOnComplete: { count: 1_000, age: 86_400 }, removeOnFail: { count: 5_000, age: 7 * 86_400 } };
const ALIVE = new Set(['waiting', 'active', 'delayed', 'prioritized', 'waiting-children', 'paused', 'wait']);

export interface JobQueues extends JobQueue {
  /** Every queue of the catalogue, for the board. */
  readonly queues: Readonly<Record<QueueName, Queue>>;
  readonly circuits: CircuitBoard;
  readonly counts: RateLimitStore;
  ping(): Promise<void>;
  /** Jobs that are not running, per queue. */
  countWaiting(): Promise<Record<QueueName, WaitingCount>>;
  close(): Promise<void>;
}

export interface JobQueuesOptions {
  readonly redisUrl: string;
  readonly prefix?: string;
  /** How long the server may take to answer the first time. */
  readonly timeoutMs?: number;
}

/**
 * Connects and opens every queue. Throws a transient Failure when the server does not answer in time: BullMQ opens a
 * queue on a connection that works. Once open, the queues live through a server that goes away and comes back.
 */
export async function connectJobQueues({
  redisUrl,
  prefix = DEFAULT_PREFIX,
  timeoutMs = 5_000,
}: JobQueuesOptions): Promise<JobQueues> {
  const connection = connectForCommands(redisUrl);
  try {
    await waitForRedis(connection, timeoutMs);
  } catch (thrown) {
    connection.disconnect();
    throw toRedisFailure(thrown);
  }
  const queues = Object.fromEntries(QUEUES.map((name) => [name, openQueue(name, connection, prefix)])) as Record<
    QueueName,
    Queue
  >;
  const events = new Map<QueueName, QueueEvents>();

  return {
    queues,
    circuits: createCircuitBoard(connection, prefix),
    counts: createRedisRateLimits(connection, prefix),
    async enqueue(requests) {
      const jobs = requests.map((request) => ({ queue: JOBS[request.name].queue, job: toBullJob(request) }));
      try {
        await Promise.all(
          QUEUES.map(async (name) => {
            const mine = jobs.filter(({ queue }) => queue === name).map(({ job }) => job);
            if (mine.length > 0) await queues[name].addBulk(mine);
          }),
        );
      } catch (thrown) {
        throw toRedisFailure(thrown);
      }
    },
    async findAlive(wanted) {
      try {
        const states = await Promise.all(
          wanted.map(async ({ name, id }) => [id, await queues[JOBS[name].queue].getJobState(id)] as const),
        );
        return new Set(states.filter(([, state]) => ALIVE.has(state)).map(([id]) => id));
      } catch (thrown) {
        throw toRedisFailure(thrown);
      }
    },
    async waitFor(name, id, deadlineMs) {
      const queue = queues[JOBS[name].queue];
      try {
        await waitForRedis(connection, 0);
        const listener = eventsOf(JOBS[name].queue);
        await listener.waitUntilReady();
        return await waitForEnd(queue, listener, id, deadlineMs);
      } catch {
        return false;
      }
    },
    onEnd(name, listener) {
      const events = eventsOf(JOBS[name].queue);
      const tell = ({ jobId }: { jobId: string }) => {
        listener(jobId);
      };
      events.on('completed', tell).on('failed', tell);
      return () => void events.off('completed', tell).off('failed', tell);
    },
    ping: async () => waitForRedis(connection, 0),
    async countWaiting() {
      const counts = await Promise.all(
        QUEUES.map(async (name) => {
          const found = await queues[name].getJobCounts('waiting', 'prioritized', 'delayed');
          const { waiting = 0, prioritized = 0, delayed: planned = 0 } = found;
          return [name, { waiting: waiting + prioritized, planned }] as const;
        }),
      );
      return Object.fromEntries(counts) as Record<QueueName, WaitingCount>;
    },
    async close() {
      await Promise.allSettled([...events.values()].map((listener) => listener.close()));
      await Promise.allSettled(Object.values(queues).map((queue) => queue.close()));
      connection.disconnect();
    },
  };

  function eventsOf(name: QueueName): QueueEvents {
    const known = events.get(name);
    if (known !== undefined) return known;
    const listener = new QueueEvents(name, { connection: connectForBlocking(redisUrl), prefix });
    listener.on('error', () => undefined);
    listener.setMaxListeners(0);
    events.set(name, listener);
    return listener;
  }
}

function openQueue(name: QueueName, connection: Redis, prefix: string): Queue {
  const queue = new Queue(name, { connection, prefix, skipWaitingForReady: true });
  queue.on('error', () => undefined);
  return queue;
}

function toBullJob({ name, data, id, delayMs, priority }: JobRequest): {
  name: string;
  data: unknown;
  opts: JobsOptions;
} {
  const parsed = JOBS[name].schema.safeParse(data);
  if (!parsed.success) throw defect('job-data-invalid', `The data of job ${name} does not fit its schema`);
  return {
    name,
    data: parsed.data,
    opts: {
      jobId: id,
      attempts: JOBS[name].retry.attempts,
      backoff: { type: 'custom' },
      ...(delayMs === undefined ? {} : { delay: delayMs }),
      ...(priority === undefined ? {} : { priority }),
      ...KEEP,
    },
  };
}

/** Listens first and looks after, so that an end between the two is not missed. */
function waitForEnd(queue: Queue, events: QueueEvents, id: string, deadlineMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const done = (ended: boolean) => {
      clearTimeout(timer);
      events.off('completed', onEnd);
      events.off('failed', onEnd);
      resolve(ended);
    };
    const onEnd = ({ jobId }: { jobId: string }) => {
      if (jobId === id) done(true);
    };
    const timer = setTimeout(() => {
      done(false);
    }, deadlineMs);
    events.on('completed', onEnd);
    events.on('failed', onEnd);
    queue
      .getJobState(id)
      .then((state) => {
        if (state === 'completed' || state === 'failed' || state === 'unknown') done(true);
      })
      .catch(() => {
        done(false);
      });
  });
}
