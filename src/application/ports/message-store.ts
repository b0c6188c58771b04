import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import type { Reference } from '#domain/inbound-message/reference.ts';
import type {
  MessageState,
  MessageStep,
  ParkReason,
  StoredMessage,
} from '#domain/inbound-message/stored-message.schema.ts';

/** A message on its way in: what the source knows, with all of its bytes. */
export interface NewMessage {
  /** Derived from `key` by `deterministicUuid(key, 'message')`. */
  readonly uuid: string;
  readonly key: string;
  readonly channel: ChannelName;
  readonly receivedAt: Date;
  readonly envelope: Readonly<Record<string, unknown>>;
  readonly location: string;
  /** What people may ask for it by; of these a message of the same channel may name those that are a Reference. */
  readonly aliases: readonly string[];
  readonly mediaType: string;
  readonly sha256: string;
  readonly raw: Uint8Array;
}

export interface Accepted {
  readonly uuid: string;
  /** False when the message was known already; its new location has been added to it. */
  readonly isNew: boolean;
}

export interface MessageFilter {
  readonly channel?: ChannelName;
  readonly state?: MessageState;
  /** Accepted at or after. */
  readonly since?: Date;
  /** The ones after this one in the list: the next page. */
  readonly after?: { readonly acceptedAt: Date; readonly uuid: string };
  /** At most this many (100), last accepted first. */
  readonly limit?: number;
}

/** A message as listed: without its bytes. */
export type MessageSummary = Omit<StoredMessage, 'raw'>;

/** A message that should have a job. */
export interface OpenMessage {
  readonly uuid: string;
  readonly channel: ChannelName;
  readonly jobId?: string;
}

/** The ledger of accepted messages. Every method is safe to repeat. */
export interface MessageStore {
  /**
   * Makes messages durable, all in one round trip for small ones (large bytes go to GridFS first). When it returns,
   * every message of the list survives `kill -9` of this process and of the server. Answers in the order given.
   * Throws a transient Failure when that cannot be promised; the part that was stored is found again on the next try.
   */
  accept(messages: readonly NewMessage[], jobId: string | undefined): Promise<Accepted[]>;
  /**
   * Those that exist, with their bytes only where `raw` is asked for; `small` leaves them out of messages that are too
   * large to be held beside others. Order is not kept.
   */
  find(uuids: readonly string[], options: { raw: boolean | 'small' }): Promise<StoredMessage[]>;
  /** The bytes as received. Throws `message-bytes-missing` (defect) when they are gone. */
  readRaw(uuid: string): Promise<Uint8Array>;
  openRaw(uuid: string): Promise<NodeJS.ReadableStream>;
  /** Which of these locations are accepted already, with the bytes that the message from there has. */
  findLocations(locations: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Which of these name an open message of their channel, other than the messages given. */
  findOpenNames(names: readonly Reference[], except: readonly string[]): Promise<Set<Reference>>;
  addStep(uuids: readonly string[], step: MessageStep): Promise<void>;
  countAttempt(uuid: string): Promise<number>;
  /**
   * From `open` only, and not what a person wants registered (an attempt that began before that may end after it);
   * anything else is left as it is.
   */
  setAside(uuid: string, reason: ParkReason, at: Date): Promise<void>;
  list(filter: MessageFilter): Promise<MessageSummary[]>;
  /**
   * For people: by uuid, Message-ID, wamid, file name, submission id or nummer, of whatever channel. What only a stranger
   * calls a message (a Message-ID without an `@`) is looked at when nothing else is called that.
   */
  trace(term: string): Promise<MessageSummary[]>;
  /**
   * Open messages of a channel, or of all, accepted before `before`, with the job they were given. One pass, a few
   * hundred at a time and in no order: what comes or ends meanwhile may be in it or not.
   */
  listOpen(before: Date, channel?: ChannelName): AsyncIterable<readonly OpenMessage[]>;
  setJob(uuids: readonly string[], jobId: string): Promise<void>;
  count(): Promise<Record<MessageState, number>>;
  /** Open messages of one channel; counts no further than `most`. */
  countOpen(channel: ChannelName, most: number): Promise<number>;
}
