import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import type { MessageState } from '#domain/inbound-message/stored-message.schema.ts';

/** How many accepted messages there are, for the overview. */
export interface MessageCounter {
  /** Channels without messages are left out. */
  countByChannel(): Promise<Partial<Record<ChannelName, Partial<Record<MessageState, number>>>>>;
}
