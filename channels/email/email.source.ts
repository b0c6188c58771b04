import type { AcceptMessages } from '#application/accept-messages.ts';
import type { IntakeBound } from '#application/intake-bound.ts';
import type { CircuitBreaker } from '#application/ports/circuit-breaker.ts';
import type { Clock } from '#application/ports/clock.ts';
import type { Log } from '#application/ports/log.ts';
import type { MailboxCursorStore } from '#application/ports/mailbox-cursor-store.ts';
import type { MessageStore } from '#application/ports/message-store.ts';
import type { ChannelSource } from '#channels/channel.ts';
import type { EmailConfig } from './email.config.ts';
import { watchMailbox } from './email.mailbox-watch.ts';
import { EMAIL_TIMINGS, type EmailTimings } from './email.timings.ts';

export interface EmailSourceDeps {
  readonly accept: AcceptMessages;
  readonly messages: Pick<MessageStore, 'findLocations'>;
  readonly mailboxes: MailboxCursorStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly bound?: IntakeBound;
  readonly timings?: Partial<EmailTimings>;
  /** By name of the mailbox; one without is always tried. */
  readonly circuits?: ReadonlyMap<string, CircuitBreaker>;
}

/** Brings in the mail of every configured mailbox, each over a connection of its own. */
export function createEmailSource(config: EmailConfig, deps: EmailSourceDeps): ChannelSource {
  const { accept, messages, mailboxes: cursors, clock, log } = deps;
  const timings = { ...EMAIL_TIMINGS, ...deps.timings };
  const watches = config.mailboxes.map((mailbox) =>
    watchMailbox(mailbox, config.limieten, {
      accept,
      messages,
      cursors,
      clock,
      log,
      timings,
      bound: deps.bound,
      circuit: deps.circuits?.get(mailbox.naam),
    }),
  );
  return {
    name: 'email',
    start: async () => {
      await Promise.all(watches.map((watch) => watch.start()));
    },
    stop: async () => {
      await Promise.all(watches.map((watch) => watch.stop()));
    },
    health: () => watches.map((watch) => watch.health()),
  };
}
