import type { Conversation } from '#domain/conversation/conversation.schema.ts';
import type { ConversationEntry } from '#domain/conversation/conversation-entry.schema.ts';
import { fromStored, type Stored } from './models.ts';

export type ConversationDocument = Stored<Conversation>;
export type EntryDocument = Stored<ConversationEntry>;

/** Which conversation is open for a number and a sender: at most one, since `_id` is both of them. */
export interface OpenDocument {
  _id: string;
  conversation: string;
}

export const openKeyOf = ({ phoneNumberId, sender }: { phoneNumberId: string; sender: string }) =>
  JSON.stringify([phoneNumberId, sender]);

export const toConversation = (document: ConversationDocument): Conversation => fromStored<Conversation>(document);
