import type { ChannelSource } from '#channels/channel.ts';
import { createEmailSource } from '#channels/email/email.source.ts';
import { createLetterSource } from '#channels/letter/letter.source.ts';
import { createWhatsappSource } from '#channels/whatsapp/whatsapp.source.ts';
import type { Circuits } from './create-circuits.ts';
import type { IntakeConfig } from './config/config.schema.ts';
import type { Role } from './config/environment.ts';
import type { CoreUseCases } from './create-use-cases.ts';
import type { Tools } from './tools.ts';

export interface Sources {
  readonly all: readonly ChannelSource[];
  /** Meta calls us: this one is served by the HTTP server. */
  readonly whatsapp: ReturnType<typeof createWhatsappSource> | undefined;
}

/** The ways in that are configured and that this process's roles ask for. */
export function createSources(
  { stores, clock, log }: Tools,
  { acceptMessages: accept }: CoreUseCases,
  { kanalen }: IntakeConfig,
  roles: readonly Role[],
  circuits: Pick<Circuits, 'imap'>,
): Sources {
  const { messages, mailboxes, payloads, queues: jobs } = stores;
  const { email, whatsapp, brief } = kanalen;
  const emailSource =
    email !== undefined && roles.includes('email')
      ? createEmailSource(email, { accept, messages, mailboxes, clock, log, circuits: circuits.imap })
      : undefined;
  const whatsappSource =
    whatsapp !== undefined && roles.some((role) => role === 'http' || role === 'whatsapp')
      ? createWhatsappSource(whatsapp, { payloads, jobs, log, clock })
      : undefined;
  const letterSource =
    brief !== undefined && roles.includes('letter')
      ? createLetterSource(brief, { accept, messages, jobs, clock, log })
      : undefined;
  return {
    all: [emailSource, whatsappSource, letterSource].filter((source) => source !== undefined),
    whatsapp: whatsappSource,
  };
}
