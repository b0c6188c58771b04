import { KANALEN, type ChannelName, type KanaalSleutel } from './channel-name.ts';
import type { StoredMessage } from './stored-message.schema.ts';

/** The way in of a channel that has but one; a form says itself which of the three it was. */
const ONLY_KANAAL: Readonly<Record<Exclude<ChannelName, 'form'>, KanaalSleutel>> = {
  email: 'email',
  whatsapp: 'whatsapp',
  letter: 'brief',
};

/** Which way a message came in, in the words of the configuration. A form that does not say it is a web form. */
export function kanaalOf({ channel, envelope }: Pick<StoredMessage, 'channel' | 'envelope'>): KanaalSleutel {
  if (channel !== 'form') return ONLY_KANAAL[channel];
  return KANALEN.find((kanaal) => kanaal === envelope['kanaal']) ?? 'webformulier';
}

/** The channel behind a way in: where its messages are kept. */
export function channelOf(kanaal: KanaalSleutel): ChannelName {
  const [channel] = Object.entries(ONLY_KANAAL).find(([, only]) => only === kanaal) ?? ['form'];
  return channel as ChannelName;
}
