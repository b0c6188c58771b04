import { randomUUID } from 'node:crypto';
import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import { REGISTER_JOB } from './jobs/register-job.ts';
import type { Clock } from './ports/clock.ts';
import type { JobQueue } from './ports/job-queue.ts';
import type { Log } from './ports/log.ts';
import type { MessageStore, OpenMessage } from './ports/message-store.ts';

/**
 * Finds what is accepted but has no job, and gives it one: MongoDB is the truth, Redis may be emptied at any moment.
 * Safe to run anywhere, at any time, by several processes at once. Answers how many got a job.
 */
export type Reconcile = () => Promise<number>;

export interface ReconcileDeps {
  readonly messages: Pick<MessageStore, 'listOpen' | 'setJob'>;
  readonly jobs: Pick<JobQueue, 'enqueue' | 'findAlive'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Younger than this is left alone: its own job is probably on its way. Milliseconds; default five seconds. */
  readonly graceMs?: number;
  /** The same for what other parts accept (conversations, tasks, outgoing mail). */
  readonly others: readonly Reconcile[];
}

const GRACE_MS = 5_000;
const CHUNK = 50;

export function createReconcile({ messages, jobs, clock, log, others, graceMs = GRACE_MS }: ReconcileDeps): Reconcile {
  return async () => {
    let count = await reconcileMessages();
    for (const other of others) count += await other();
    if (count > 0) log.info({ count }, 'reconciled');
    return count;
  };

  async function reconcileMessages(): Promise<number> {
    const before = new Date(clock.now().getTime() - graceMs);
    let count = 0;
    for await (const batch of messages.listOpen(before)) {
      for (const [channel, group] of Map.groupBy(batch, (message) => message.channel)) {
        count += await reconcileChannel(channel, group);
      }
    }
    return count;
  }

  async function reconcileChannel(channel: ChannelName, group: readonly OpenMessage[]): Promise<number> {
    const name = REGISTER_JOB[channel];
    // A WhatsApp message waits in its conversation; that conversation is looked after by its own reconciler.
    if (name === undefined) return 0;
    const ids = [...new Set(group.flatMap(({ jobId }) => (jobId === undefined ? [] : [jobId])))];
    const alive = await jobs.findAlive(ids.map((id) => ({ name, id })));
    const orphans = group.filter(({ jobId }) => jobId === undefined || !alive.has(jobId)).map(({ uuid }) => uuid);
    for (let at = 0; at < orphans.length; at += CHUNK) {
      const chunk = orphans.slice(at, at + CHUNK);
      const id = `${channel}-${randomUUID()}`;
      await messages.setJob(chunk, id);
      await jobs.enqueue([{ name, id, data: { messages: chunk } }]);
    }
    return orphans.length;
  }
}
