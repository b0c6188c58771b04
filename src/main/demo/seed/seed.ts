import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import type { MessageState } from '#domain/inbound-message/stored-message.schema.ts';

/** What must have become of an invented message, or the demo has failed. */
export interface Expectation {
  readonly state: Exclude<MessageState, 'open'>;
  /** Number of klantcontacten that it leads to, all of its messages together. */
  readonly klantcontacten: number;
  /** Code of the eenheid of each interne taak, in the order of the codes; empty when no follow-up is due. */
  readonly naar: readonly string[];
  /** Term of the earlier message whose klantcontact it must be tied to. */
  readonly antwoordOp?: string;
}

/** One invented message, or the messages of one conversation. */
export interface Seed {
  readonly channel: ChannelName;
  /** What it shows, in a few Dutch words. */
  readonly titel: string;
  /** What the ledger knows its messages by (Message-ID, wamid, file name, submission id): `intake trace <term>`. */
  readonly terms: readonly string[];
  readonly expects: Expectation;
}

export const registered = (...naar: readonly string[]): Expectation => ({
  state: 'registered',
  klantcontacten: Math.max(1, naar.length),
  naar: [...naar].sort(),
});
export const aside: Expectation = { state: 'aside', klantcontacten: 0, naar: [] };
export const parked: Expectation = { state: 'parked', klantcontacten: 0, naar: [] };
