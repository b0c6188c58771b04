import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import type { NewMessage } from '#application/ports/message-store.ts';

/** The message as the ledger hands it over to be read. */
export function storedMessage({ location, ...message }: NewMessage): StoredMessage {
  return {
    ...message,
    aliases: [...message.aliases],
    state: 'open',
    acceptedAt: message.receivedAt,
    locations: [location],
    size: message.raw.byteLength,
    attempts: 0,
    klantcontacten: [],
    internetaken: [],
    steps: [],
  };
}
