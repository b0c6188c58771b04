import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import type { Normalised } from '#domain/inbound-message/inbound-message.ts';
import type { Failure } from '#domain/failure/failure.ts';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';

export type NormaliseResult = { readonly uuid: string; readonly outcome: Normalised | Failure };

/**
 * Turns stored bytes into normalised messages, off the event loop, within the channel's limits of time and memory.
 * A message that breaks its reader (hang, memory, crash) ends as an unprocessable Failure of its own and does not touch
 * its neighbours. Answers for every message; throws only when the machinery itself is broken.
 * A message without `raw` is a large one, whose bytes it fetches itself.
 */
export interface Normaliser {
  normalise(channel: ChannelName, messages: readonly StoredMessage[]): Promise<NormaliseResult[]>;
}
