import { CHANNELS, type ChannelName } from '#domain/inbound-message/channel-name.ts';
import { differencesAfter } from './aftermath.ts';
import { deliverChannel } from './deliver-channel.ts';
import type { DemoState } from './demo-state.ts';
import { openLedger } from './outcome/ledger.ts';
import { createRegisterReading } from './outcome/register-reading.ts';
import { resultsTable } from './outcome/results-table.ts';
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
    const imap = { ...side.imap, user: MAILBOX, password: state.imapWachtwoord };
    const differences = await differencesAfter({ channels, smtp: side.smtp, imap, scanMap, register, before });
    say('');
    resultsTable(channels.map(({ result }) => result)).forEach(say);
    say('');
    say(`Meldingen per mail aan afdelingen: ${side.smtp.count()}.`);
    say(differences.length === 0 ? 'Alles is aangekomen zoals het hoort.' : 'Niet alles is zoals het hoort:');
    differences.forEach((line) => say(`  - ${line}`));
    return differences.length === 0;
  } finally {
    await ledger.close();
  }
}
