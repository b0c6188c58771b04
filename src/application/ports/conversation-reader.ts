import type { Conversation } from '#domain/conversation/conversation.schema.ts';
import type { Medium } from '#domain/conversation/conversation-entry.schema.ts';
import type { Normalised } from '#domain/inbound-message/inbound-message.ts';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import type { JoiningMessage } from './conversation-store.ts';
import type { DeliveryState } from './delivery-state-store.ts';
import type { NewMessage } from './message-store.ts';
import type { Payload } from './payload-store.ts';

/** A message in a delivery that cannot join a conversation; it is accepted under a key of its own and parked. */
export interface UnreadableMessage {
  readonly message: NewMessage;
  readonly code: string;
}

/** Everything in one delivery: nothing in it is left out of this answer. */
export interface PayloadContents {
  readonly messages: readonly NewMessage[];
  readonly unreadable: readonly UnreadableMessage[];
  readonly deliveryStates: readonly DeliveryState[];
  /** What is kept in the payload and not taken in: code -> count. */
  readonly ignored: ReadonlyMap<string, number>;
  /** Messages for numbers that are not configured. They are taken in all the same. */
  readonly unknownNumbers: number;
}

/** An accepted message of a conversation, with its bytes, and its medium as far as there is one. */
export interface ConversationPart {
  readonly message: StoredMessage;
  readonly medium?: Medium;
}

/** One line of the live view. */
export interface ConversationLine {
  readonly op: Date;
  readonly tekst: string;
}

/** How a conversation channel reads what it gets; pure. Throws unprocessable Failures. */
export interface ConversationReader {
  /** Throws `whatsapp-payload-unreadable` when the bytes are no payload at all. */
  split(payload: Payload): PayloadContents;
  /** A delivery that cannot be split, as a message that can be parked. */
  toUnreadablePayload(payload: Payload): NewMessage;
  /** The delivery behind a message made by `toUnreadablePayload`; undefined for any other message. */
  toPayload(message: StoredMessage): Payload | undefined;
  toJoining(message: StoredMessage): JoiningMessage;
  /** The whole conversation as one contact, or why it stays aside. Every part is one that `toJoining` accepts. */
  normalise(conversation: Conversation, parts: readonly ConversationPart[]): Normalised;
  toLines(parts: readonly ConversationPart[]): ConversationLine[];
  /** Name of the file for a medium that comes after its klantcontact. */
  toFileName(message: StoredMessage, medium: Medium): string;
}
