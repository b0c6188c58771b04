import type { ChannelName } from '#domain/inbound-message/channel-name.ts';

/**
 * The contract of a channel: one folder under `channels/`, the same files in each.
 *
 * - `<name>.config.ts`              SHALL validate the channel's part of the configuration (zod), with defaults.
 * - `<name>.source.ts`              SHALL bring messages in: verify, accept, and only then acknowledge to the outside.
 *                                   It SHALL NOT interpret more than verifying and the key need.
 * - `<name>.verify.ts`              SHALL say whether what came is authentic and within limits, before anything is parsed.
 * - `<name>.message-key.ts`         SHALL derive the unique key from the message itself; pure.
 * - `<name>.parse.ts`               SHALL turn raw bytes into the channel's own type; pure; throws unprocessable Failures.
 * - `<name>.to-inbound-message.ts`  SHALL turn that type into InboundMessages or say why it stays aside; pure.
 * - `<name>.normalise.ts`           SHALL export `normalise` (see NormaliseModule): parse and map together, run in a thread.
 * - `<name>.errors.ts`              SHALL list the codes of the channel's failures, each with its kind.
 * - `README.md`                     SHOULD say what the outside looks like, where its documentation is, and its traps.
 */
export interface ChannelSource {
  readonly name: ChannelName;
  /** Begins; resolves when the first connection or scan stands or has failed transiently (it then keeps trying). */
  start(): Promise<void>;
  /** Stops taking in; resolves when nothing is half accepted any more. At most ten seconds. */
  stop(): Promise<void>;
  /** For /health/ready: what the source is connected to and whether that works. */
  health(): readonly SourceHealth[];
}

export interface SourceHealth {
  /** `imap:info`, `scans`, ... */
  readonly name: string;
  readonly ok: boolean;
  /** A code or a state, no personal data. */
  readonly detail?: string;
}
