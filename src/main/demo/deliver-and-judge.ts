import { CHANNELS, type ChannelName } from '#domain/inbound-message/channel-name.ts';
import { deliverChannel, type ChannelOutcome } from './deliver-channel.ts';
import type { DemoState } from './demo-state.ts';
import { openLedger } from './outcome/ledger.ts';
import { awaitNotices } from './outcome/notices-sent.ts';
import { createRegisterReading } from './outcome/register-reading.ts';
import { resultsTable } from './outcome/results-table.ts';
import { leftAtSources } from './outcome/sources-emptied.ts';
import { createProgress } from './progress.ts';
import type { DemoSeed } from './seed/demo-seed.ts';
import { MAILBOX } from './seed/mail/seed-mail.ts';
import type { Seed } from './seed/seed.ts';
import { createSenders } from './send-seed.ts';
import type { SideServers } from './side-servers.ts';

export interface Delivery {
  readonly seed: DemoSeed;
  readonly state: DemoState;
  readonly side: SideServers;
  readonly scanMap: string;
  readonly address: string;
  readonly mongodbUri: string;
  readonly deadlineMs: number;
  readonly say: (line: string) => void;
}

/** What comes after the last message may take this long: moving mail and scans away, telling the units. */
const AFTERMATH_MS = 20_000;

/** Sends everything, shows how it goes, prints the table, and answers whether all of it is as it should be. */
export async function deliverAndJudge(delivery: Delivery): Promise<boolean> {
  const { seed, state, side, scanMap, address, mongodbUri, deadlineMs, say } = delivery;
  const seeds: Readonly<Record<ChannelName, readonly Seed[]>> = {
    email: seed.mails,
    whatsapp: seed.conversations,
    letter: seed.letters,
    form: seed.forms,
  };
  const ledger = await openLedger(mongodbUri);
  const register = createRegisterReading(address, state.token);
  try {
    const before = await register.countKlantcontacten();
    const senders = createSenders(seed, state, { address, imap: side.imap, scanMap });
    say('');
    say(`${CHANNELS.reduce((sum, channel) => sum + seeds[channel].length, 0)} verzonnen berichten worden verstuurd:`);
    const progress = createProgress(say, process.stdout.isTTY);
    const channels = await Promise.all(
      CHANNELS.map((channel) =>
        deliverChannel({
          channel,
          seeds: seeds[channel],
          send: senders[channel],
          ledger,
          register,
          progress,
          deadlineMs,
        }),
      ),
    );
    progress.end();
    const outcomes = channels.flatMap((channel) => channel.outcomes);
    const notices = await awaitNotices(side.smtp, outcomes, AFTERMATH_MS);
    const imap = { ...side.imap, user: MAILBOX, password: state.imapWachtwoord };
    const left = await leftAtSources(imap, scanMap, AFTERMATH_MS);
    const differences = [
      ...differencesOf(channels),
      ...left,
      ...(notices.sent >= notices.expected
        ? []
        : [`meldingen aan afdelingen: verwacht ${notices.expected}, verstuurd ${notices.sent}`]),
      ...doubled(before, await register.countKlantcontacten(), channels),
    ];
    say('');
    resultsTable(channels.map(({ result }) => result)).forEach(say);
    say('');
    say(`Meldingen per mail aan afdelingen: ${notices.sent}.`);
    say(differences.length === 0 ? 'Alles is aangekomen zoals het hoort.' : 'Niet alles is zoals het hoort:');
    differences.forEach((line) => say(`  - ${line}`));
    return differences.length === 0;
  } finally {
    await ledger.close();
  }
}

function differencesOf(channels: readonly ChannelOutcome[]): string[] {
  return channels.flatMap(({ outcomes, troubles, result }) => [
    ...troubles,
    ...outcomes.flatMap(({ seed, verschillen }) =>
      verschillen.map((verschil) => `${result.kanaal}, ${seed.titel}: ${verschil}`),
    ),
  ]);
}

/** The register grew by what is new, and by nothing else. */
function doubled(before: number, after: number, channels: readonly ChannelOutcome[]): string[] {
  const fresh = channels
    .flatMap(({ outcomes }) => outcomes)
    .filter(({ isKnown }) => !isKnown)
    .reduce((sum, { klantcontacten }) => sum + klantcontacten, 0);
  return after - before === fresh
    ? []
    : [`het register groeide met ${after - before} klantcontacten in plaats van ${fresh}`];
}
