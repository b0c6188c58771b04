import { stateAfter } from '#domain/inbound-message/message-life.ts';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import type { NewMessage } from '#application/ports/message-store.ts';
import type { Stored } from './models.ts';

/** Up to this many bytes the raw message is in its own document: one durable write for the common case. */
export const INLINE_LIMIT = 1024 * 1024;

export function acceptDocument(message: NewMessage, jobId: string | undefined, at: Date): Stored<StoredMessage> {
  const { uuid, raw, location, aliases, ...rest } = message;
  return {
    _id: uuid,
    ...rest,
    envelope: { ...rest.envelope },
    state: stateAfter('accepted'),
    acceptedAt: at,
    locations: [location],
    aliases: [...new Set(aliases)],
    size: raw.byteLength,
    ...(raw.byteLength > INLINE_LIMIT ? {} : { raw: Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength) }),
    ...(jobId === undefined ? {} : { jobId }),
    attempts: 0,
    klantcontacten: [],
    internetaken: [],
    steps: [
      { op: message.receivedAt, step: 'ontvangen' },
      { op: at, step: 'aangenomen' },
    ],
  };
}
