import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';

/** Meta's own id of a message is the same on every delivery of it. */
export const messageKey = (wamid: string) => `whatsapp:${wamid}`;

/** A message without a usable id is known by its own bytes. */
export const fragmentKey = (sha256: string) => `whatsapp:fragment:${sha256}`;

/** A delivery that could not be read. */
export const payloadKey = (sha256: string) => `whatsapp:payload:${sha256}`;

/** A delivery, before it is read: the same bytes are the same delivery. */
export const payloadUuid = (sha256: string) => deterministicUuid(`whatsapp:payload:${sha256}`, 'payload');

export const messageUuid = (key: string) => deterministicUuid(key, 'message');
