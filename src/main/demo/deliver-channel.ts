import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import { awaitSeeds } from './outcome/await-seeds.ts';
import { CHANNEL_NAMES, toChannelResult, type ChannelResult } from './outcome/channel-result.ts';
import { judgeSeed } from './outcome/judge-seed.ts';
import type { Ledger } from './outcome/ledger.ts';
import type { RegisterReading } from './outcome/register-reading.ts';
import type { SeedOutcome } from './outcome/seed-outcome.ts';
import type { Progress } from './progress.ts';
import type { Seed } from './seed/seed.ts';

export interface ChannelDelivery {
  readonly channel: ChannelName;
  readonly seeds: readonly Seed[];
  readonly send: () => Promise<void>;
  readonly ledger: Ledger;
  readonly register: RegisterReading;
  readonly progress: Progress;
  readonly deadlineMs: number;
}

export interface ChannelOutcome {
  readonly result: ChannelResult;
  readonly outcomes: readonly SeedOutcome[];
  /** What went wrong at the entrance itself. */
  readonly troubles: readonly string[];
}

/** Sends the messages of one channel, waits until each is at its end, and judges what came of them. */
export async function deliverChannel(delivery: ChannelDelivery): Promise<ChannelOutcome> {
  const { channel, seeds, send, ledger, register, progress, deadlineMs } = delivery;
  const name = CHANNEL_NAMES[channel];
  const startedAt = new Date();
  const sending = send().then(
    () => [],
    (thrown: unknown) => [`${name}: versturen mislukt: ${thrown instanceof Error ? thrown.message : String(thrown)}`],
  );
  const { messages, seconds } = await awaitSeeds(seeds, ledger, {
    since: startedAt.getTime(),
    deadlineMs,
    onProgress: (done) => progress.update(name, done, seeds.length),
  });
  const troubles = await sending;
  const outcomes = await Promise.all(
    seeds.map((seed) => judgeSeed(seed, messages.get(seed) ?? [], { register, ledger, startedAt })),
  );
  return { result: toChannelResult(channel, outcomes, seconds), outcomes, troubles };
}
