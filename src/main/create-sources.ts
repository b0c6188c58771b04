import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import { createIntakeBound } from '#application/intake-bound.ts';
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
  { kanalen, instroom }: IntakeConfig,
  roles: readonly Role[],
  circuits: Pick<Circuits, 'imap'>,
): Sources {
  const { messages, mailboxes, payloads, queues: jobs } = stores;
  const { email, whatsapp, brief } = kanalen;
  const bounded = (source: string, countOpen: (most: number) => Promise<number>) => ({
    bound: createIntakeBound({ source, most: instroom.openBerichten, countOpen, log }),
  });
  const openMessages = (channel: ChannelName) => bounded(channel, (most) => messages.countOpen(channel, most));
  const emailSource =
    email !== undefined && roles.includes('email')
      ? createEmailSource(email, {
          accept,
          messages,
          mailboxes,
          clock,
          log,
          circuits: circuits.imap,
          ...openMessages('email'),
        })
      : undefined;
  const whatsappSource =
    whatsapp !== undefined && roles.some((role) => role === 'http' || role === 'whatsapp')
      ? createWhatsappSource(whatsapp, {
          payloads,
          jobs,
          log,
          clock,
          ...bounded('whatsapp', (most) => payloads.countOpen(most)),
        })
      : undefined;
  const letterSource =
    brief !== undefined && roles.includes('letter')
      ? createLetterSource(brief, { accept, messages, jobs, clock, log, ...openMessages('letter') })
      : undefined;
  return {
    all: [emailSource, whatsappSource, letterSource].filter((source) => source !== undefined),
    whatsapp: whatsappSource,
  };
}
