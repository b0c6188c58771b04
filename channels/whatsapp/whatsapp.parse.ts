import { unprocessable } from '#domain/failure/failure.ts';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import type { Content } from './content.ts';
import { parseContent } from './message-content.ts';
import { parseSentTime, type SentTime } from './sent-time.ts';
import { messageEnvelopeSchema, type MessageEnvelope } from './whatsapp.envelope.ts';
import { messageSchema, type RawMessage } from './whatsapp.schema.ts';

/** A message of a conversation, read from what the ledger keeps of it. */
export interface WhatsappMessage {
  readonly uuid: string;
  readonly wamid: string;
  readonly envelope: MessageEnvelope;
  readonly receivedAt: Date;
  readonly sent: SentTime;
  readonly content: Content;
  /** Wamid of the message this one answers. */
  readonly replyTo?: string;
  readonly forwarded: boolean;
  /** Headline of the advertisement through which the sender came. */
  readonly advertisement?: string;
}

/** Anything that is not JSON becomes an unprocessable Failure. */
export function parseJson(raw: Uint8Array, code: string): unknown {
  try {
    return JSON.parse(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('utf8'));
  } catch (cause) {
    throw unprocessable(code, 'The bytes are not JSON', { cause });
  }
}

export function parseMessage(stored: StoredMessage): WhatsappMessage {
  const envelope = messageEnvelopeSchema.safeParse(stored.envelope);
  const parsed = messageSchema.safeParse(parseJson(stored.raw ?? new Uint8Array(), 'whatsapp-message-unreadable'));
  if (!envelope.success || !parsed.success) {
    throw unprocessable('whatsapp-message-unreadable', 'The message has no id or no sender');
  }
  const message: RawMessage = parsed.data;
  const { context, referral } = message;
  return {
    uuid: stored.uuid,
    wamid: message.id,
    envelope: envelope.data,
    receivedAt: stored.receivedAt,
    sent: parseSentTime(message.timestamp, stored.receivedAt),
    content: parseContent(message),
    forwarded: (context?.forwarded ?? false) || (context?.frequently_forwarded ?? false),
    ...(context?.id === undefined ? {} : { replyTo: context.id }),
    ...(referral?.headline === undefined ? {} : { advertisement: referral.headline }),
  };
}

/** By the time of sending; within one second by arrival. The same set of messages always has the same order. */
export function inOrder(messages: readonly WhatsappMessage[]): WhatsappMessage[] {
  return [...messages].sort(
    (a, b) =>
      a.sent.at.getTime() - b.sent.at.getTime() ||
      a.receivedAt.getTime() - b.receivedAt.getTime() ||
      a.envelope.place - b.envelope.place ||
      (a.uuid < b.uuid ? -1 : 1),
  );
}

/** The medium of a message, inside an edit too. */
export function mediumOf(content: Content): Extract<Content, { kind: 'medium' }> | undefined {
  if (content.kind === 'medium') return content;
  return content.kind === 'edit' ? mediumOf(content.content) : undefined;
}
