import { lastVervanging } from '#domain/inbound-message/herstel.schema.ts';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { MessageStore } from '../ports/message-store.ts';

type Documents = Pick<DocumentStore, 'read'>;

/** The message as it is read: with the bytes that a person put in the place of those that came. */
export async function withRepairedBytes(message: StoredMessage, documents: Documents): Promise<StoredMessage> {
  const vervanging = lastVervanging(message.herstel);
  if (vervanging === undefined) return message;
  // What was cut off when it was accepted says nothing about the bytes that are read now.
  const { originalSize: _, ...envelope } = message.envelope;
  const { id, size, sha256, mediaType } = vervanging;
  return { ...message, envelope, raw: await documents.read(id), size, sha256, mediaType };
}

/** `find` that answers repaired bytes where bytes are asked for. */
export function createRepairedFind(messages: Pick<MessageStore, 'find'>, documents: Documents): MessageStore['find'] {
  return async (uuids, options) => {
    const found = await messages.find(uuids, options);
    return options.raw ? Promise.all(found.map((message) => withRepairedBytes(message, documents))) : found;
  };
}
