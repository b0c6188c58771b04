import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import type { JobName } from './job-catalogue.ts';

/** The job that registers a channel's messages. WhatsApp has none: a message waits there for its conversation to finish. */
export const REGISTER_JOB = {
  email: 'register-email',
  letter: 'register-letter',
  form: 'register-form',
  whatsapp: undefined,
} as const satisfies Record<ChannelName, JobName | undefined>;
