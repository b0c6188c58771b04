import { createWhatsappReader } from '#channels/whatsapp/whatsapp.reader.ts';
import { payloadUuid } from '#channels/whatsapp/whatsapp.message-key.ts';
import { hash } from '#channels/whatsapp/split-payload.ts';
import type { Conversation } from '#domain/conversation/conversation.schema.ts';
import type { Medium } from '#domain/conversation/conversation-entry.schema.ts';
import type { InboundMessage } from '#domain/inbound-message/inbound-message.ts';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import type { NewMessage } from '#application/ports/message-store.ts';

export const reader = createWhatsappReader({ phoneNumberIds: [] });
export const RECEIVED = new Date('2026-11-24T09:00:00Z');

export const toPayload = (raw: Uint8Array, receivedAt = RECEIVED) => ({
  uuid: payloadUuid(hash(raw)),
  raw,
  receivedAt,
});
export const split = (raw: Uint8Array) => reader.split(toPayload(raw));

/** As the ledger would give it back. */
export function asStored({ location, ...message }: NewMessage): StoredMessage {
  return {
    ...message,
    state: 'open',
    acceptedAt: message.receivedAt,
    envelope: { ...message.envelope },
    locations: [location],
    aliases: [...message.aliases],
    size: message.raw.byteLength,
    attempts: 0,
    klantcontacten: [],
    internetaken: [],
    steps: [],
  };
}

/** All messages of these deliveries as one conversation. */
export function normalise(raws: readonly Uint8Array[], media: ReadonlyMap<string, Medium> = new Map()) {
  const messages = raws.flatMap((raw) => split(raw).messages).map(asStored);
  const parts = messages.map((message) => {
    const medium = media.get(message.aliases[0] ?? '');
    return { message, ...(medium === undefined ? {} : { medium }) };
  });
  return reader.normalise({} as Conversation, parts);
}

export function contactOf(raws: readonly Uint8Array[], media?: ReadonlyMap<string, Medium>): InboundMessage {
  const outcome = normalise(raws, media);
  if (outcome.kind !== 'contacten' || outcome.contacten[0] === undefined)
    throw new Error(`aside: ${JSON.stringify(outcome)}`);
  return outcome.contacten[0];
}

export function mediumFor(mediaId: string, change: Partial<Medium> = {}): Medium {
  return { mediaId, soort: 'image', state: 'pending', late: false, added: false, ...change };
}
