import { setTimeout as delay } from 'node:timers/promises';
import type { ChannelOutcome } from './deliver-channel.ts';
import { STILTE_SECONDEN } from './demo-config.ts';
import type { ImapPlace } from './entrances/append-mail.ts';
import { awaitNotices } from './outcome/notices-sent.ts';
import type { RegisterReading } from './outcome/register-reading.ts';
import { leftAtSources } from './outcome/sources-emptied.ts';
import type { SmtpSink } from './servers/smtp-sink.ts';

export interface AftermathFacts {
  readonly channels: readonly ChannelOutcome[];
  readonly smtp: Pick<SmtpSink, 'count'>;
  readonly imap: ImapPlace;
  readonly scanMap: string;
  readonly register: RegisterReading;
  /** Klantcontacten in the register before anything was sent. */
  readonly before: number;
}

/** Moving mail and scans away and telling the units may take this long after the last message. */
const AFTERMATH_MS = 20_000;

/** What must be true once every message is at its end; answers what is not, with what was said about the messages. */
export async function differencesAfter(facts: AftermathFacts): Promise<string[]> {
  const { channels, smtp, imap, scanMap, register, before } = facts;
  const outcomes = channels.flatMap((channel) => channel.outcomes);
  const notices = await awaitNotices(smtp, outcomes, AFTERMATH_MS);
  const left = await leftAtSources(imap, scanMap, AFTERMATH_MS);
  // A message that came before and was taken for new would show only now: its conversation has to fall silent first.
  if (outcomes.some(({ isKnown }) => isKnown)) await delay((STILTE_SECONDEN + 1) * 1000);
  const grown = (await register.countKlantcontacten()) - before;
  const fresh = outcomes.filter(({ isKnown }) => !isKnown).reduce((sum, { klantcontacten }) => sum + klantcontacten, 0);
  return [
    ...channels.flatMap(differencesOf),
    ...left,
    ...(notices.sent >= notices.expected
      ? []
      : [`meldingen aan afdelingen: verwacht ${notices.expected}, verstuurd ${notices.sent}`]),
    ...(grown === fresh ? [] : [`het register groeide met ${grown} klantcontacten in plaats van ${fresh}`]),
  ];
}

function differencesOf({ outcomes, troubles, result }: ChannelOutcome): string[] {
  const lines = outcomes.flatMap(({ seed, verschillen }) =>
    verschillen.map((verschil) => `${result.kanaal}, ${seed.titel}: ${verschil}`),
  );
  return [...troubles, ...lines];
}
