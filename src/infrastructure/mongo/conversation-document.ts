import type { Conversation } from '#domain/conversation/conversation.schema.ts';
import type { ConversationEntry } from '#domain/conversation/conversation-entry.schema.ts';
import { fromStored, type Stored } from './models.ts';

/** `openKey` (number and sender) is there while the conversation is open: its unique index keeps it to one. */
export type ConversationDocument = Stored<Conversation> & { openKey?: string };
export type EntryDocument = Stored<ConversationEntry>;

export function toConversation({ openKey: _, ...document }: ConversationDocument): Conversation {
  return fromStored<Conversation>(document);
}
