import { randomUUID } from 'node:crypto';
import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import { REGISTER_JOB } from '../jobs/register-job.ts';
import type { JobQueue } from '../ports/job-queue.ts';

export interface OfferDeps {
  /** Absent: the reconciler gives the message its job, within a minute. */
  readonly jobs?: Pick<JobQueue, 'enqueue'>;
  /** Told after a message is open again and no job of ours carries it: WhatsApp's own reconciler does. */
  readonly nudge?: (channel: ChannelName) => void;
}

/** The job that will carry messages of this channel which a person brings back; undefined where none is ours to make. */
export function chooseJob({ jobs }: OfferDeps): (channel: ChannelName) => string | undefined {
  const fresh = randomUUID();
  return (channel) => (jobs === undefined || REGISTER_JOB[channel] === undefined ? undefined : `${channel}-${fresh}`);
}

/** Puts an open message on its way at once. */
export async function offerAgain(
  { jobs, nudge }: OfferDeps,
  uuid: string,
  { channel, jobId }: { readonly channel: ChannelName; readonly jobId: string | undefined },
): Promise<void> {
  const name = REGISTER_JOB[channel];
  if (name === undefined) nudge?.(channel);
  // What could not be added is added by the reconciler: the message is open and its job is not alive.
  if (name !== undefined && jobId !== undefined)
    await jobs?.enqueue([{ name, id: jobId, data: { messages: [uuid] } }]).catch(() => undefined);
}
