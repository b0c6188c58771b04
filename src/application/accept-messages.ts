import { randomUUID } from 'node:crypto';
import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import { toFailure } from '#domain/failure/failure.ts';
import { REGISTER_JOB } from './jobs/register-job.ts';
import type { Accepted, MessageStore, NewMessage } from './ports/message-store.ts';
import type { JobQueue } from './ports/job-queue.ts';
import type { Log } from './ports/log.ts';
import type { Metrics } from './ports/metrics.ts';

export interface HandedOver extends Accepted {
  /** Of a new message: the job that it was given. It may get another one, when this one goes lost. */
  readonly jobId?: string;
}

/**
 * Makes messages of one channel durable and puts one job for all of them on their queue. When it returns the source may
 * acknowledge; when it throws it may not. Known messages are recognised and lead to nothing.
 */
export type AcceptMessages = (messages: readonly NewMessage[]) => Promise<readonly HandedOver[]>;

export interface AcceptDeps {
  readonly messages: Pick<MessageStore, 'accept'>;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** More waiting at once than this is bulk: its job goes behind those of single new messages. */
const BULK = 10;
const BULK_PRIORITY = 100;

export function createAcceptMessages({ messages, jobs, metrics, log }: AcceptDeps): AcceptMessages {
  return async (incoming) => {
    const [first] = incoming;
    if (first === undefined) return [];
    const { channel } = first;
    const name = REGISTER_JOB[channel];
    const jobId = name === undefined ? undefined : `${channel}-${randomUUID()}`;
    const accepted = await messages.accept(incoming, jobId);
    const fresh = [...new Set(accepted.filter(({ isNew }) => isNew).map(({ uuid }) => uuid))];
    metrics.accepted(channel, fresh.length, incoming.length - fresh.length);
    if (name !== undefined && jobId !== undefined && fresh.length > 0) {
      const bulk = fresh.length > BULK ? { priority: BULK_PRIORITY } : {};
      await addJob({ name, id: jobId, data: { messages: fresh }, ...bulk }, channel);
    }
    return jobId === undefined ? accepted : accepted.map((one) => (one.isNew ? { ...one, jobId } : one));
  };

  async function addJob(job: Parameters<JobQueue['enqueue']>[0][number], channel: ChannelName) {
    try {
      await jobs.enqueue([job]);
    } catch (thrown) {
      // Accepted is durable: the reconciler adds the job. Refusing the message now would only make it come twice.
      log.warn({ channel, code: toFailure(thrown).code }, 'job-not-added');
    }
  }
}
