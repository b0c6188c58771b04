import type { Conversation } from '#domain/conversation/conversation.schema.ts';
import type { ConversationEntry, Medium, MediumReference } from '#domain/conversation/conversation-entry.schema.ts';

/** An accepted message that looks for its conversation. */
export interface JoiningMessage {
  readonly message: string;
  readonly phoneNumberId: string;
  readonly sender: string;
  readonly receivedAt: Date;
  readonly medium?: MediumReference;
}

export interface Joined {
  readonly message: string;
  readonly conversation: Conversation;
}

/**
 * Conversations and the place of each message in them. No method needs a transaction: a message first gets an entry
 * (unique by its uuid) that names a conversation, then joins that conversation in one atomic write which fails when it
 * is sealed; only then may the entry move on to the next. So a message is in exactly one conversation, whatever
 * crashes or runs twice. Transient Failures are thrown; repeating completes what was half done.
 */
export interface ConversationStore {
  /** Joins each message to the open conversation of its sender, opening one where there is none. A message that is in a conversation already, sealed or not, stays there. */
  join(messages: readonly JoiningMessage[]): Promise<Joined[]>;
  find(uuid: string): Promise<Conversation | undefined>;
  /** `open` with messages -> `finishing`. Answers the conversation as it stands afterwards, unsealed when it is empty. */
  seal(uuid: string, at: Date): Promise<Conversation | undefined>;
  /** `finishing` -> `finished`. */
  finish(uuid: string, at: Date): Promise<void>;
  /** `finished` -> `finishing`: a person wants a parked message of it tried again. */
  refinish(uuid: string): Promise<void>;
  /** Open ones with silence since `quietSince` or begun before `begunBefore`, and finishing ones sealed before `sealedBefore`. */
  listDue(quietSince: Date, begunBefore: Date, sealedBefore: Date, limit: number): Promise<Conversation[]>;
  /** Open ones that hold a message, latest message first. */
  listOpen(limit: number): Promise<Conversation[]>;
  /** For each of these messages that is in a conversation: that conversation. */
  findByMessages(messages: readonly string[]): Promise<Map<string, Conversation>>;
  findEntries(messages: readonly string[]): Promise<ConversationEntry[]>;
  /** Changes the medium of a message; answers it as it stands afterwards. */
  saveMedium(message: string, change: Partial<Medium>): Promise<Medium | undefined>;
  /** Says of media that are still pending that the klantcontact goes without them. */
  markLate(messages: readonly string[]): Promise<void>;
  /** Messages received before `before` whose medium is pending, or late and stored but not added; oldest first. */
  listUnfinishedMedia(before: Date, limit: number): Promise<ConversationEntry[]>;
}
