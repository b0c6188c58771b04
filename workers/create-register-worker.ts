import type { JobData } from '#application/jobs/job-catalogue.ts';
import type { ParkMessage } from '#application/park-message.ts';
import type { RegisterMessages } from '#application/register-messages.ts';
import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import type { JobWorker } from './worker.ts';

export interface RegisterWorkerDeps {
  readonly registerMessages: RegisterMessages;
  readonly parkMessage: ParkMessage;
}

type RegisterJob = 'register-email' | 'register-letter' | 'register-form';

/** The channels whose messages each stand by themselves share this: the job's messages go to their end. */
export function createRegisterWorker<N extends RegisterJob>(
  job: N,
  channel: ChannelName,
  { registerMessages, parkMessage }: RegisterWorkerDeps,
): JobWorker<N> {
  return {
    job,
    handle: ({ messages }: JobData<N>) => registerMessages(channel, messages),
    // A day of trying has not helped: a person must look. Those that were registered meanwhile are left alone.
    exhausted: async ({ messages }: JobData<N>, { code }) => {
      for (const uuid of messages) await parkMessage(uuid, { code: 'retries-exhausted', detail: code });
    },
  };
}
