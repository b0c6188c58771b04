import { cutText } from '#domain/text/cut-text.ts';
import type { KanaalSleutel } from '#domain/inbound-message/channel-name.ts';
import type { ConversationLine, ConversationReader } from './ports/conversation-reader.ts';
import type { ConversationStore } from './ports/conversation-store.ts';
import type { MessageStore } from './ports/message-store.ts';

/** A conversation that is going on, as staff see it beside their tasks ("lopende gesprekken"). */
export interface OpenConversation {
  readonly conversation: string;
  readonly kanaal: KanaalSleutel;
  readonly since: Date;
  readonly last: Date;
  readonly count: number;
  /** Of the lines below: uuids of accepted messages. */
  readonly messages: readonly string[];
  /** The latest lines, oldest first; texts of citizens: escape them. */
  readonly lines: readonly ConversationLine[];
}

/** Latest message first. */
export type ListOpenConversations = (limit?: number) => Promise<OpenConversation[]>;

const LINES = 20;
/** Characters of one line: it is there to be read along, the whole is registered. */
const LONGEST = 2_000;

export function createListOpenConversations(deps: {
  readonly conversations: Pick<ConversationStore, 'listOpen'>;
  readonly messages: Pick<MessageStore, 'find'>;
  readonly reader: ConversationReader;
}): ListOpenConversations {
  return async (limit = 50) => {
    const open = await deps.conversations.listOpen(limit);
    const wanted = open.flatMap(({ messages }) => messages.slice(-LINES));
    const stored = await deps.messages.find(wanted, { raw: true });
    const byUuid = new Map(stored.map((message) => [message.uuid, message]));
    return open.map(({ uuid, firstReceivedAt, lastReceivedAt, messages }) => ({
      conversation: uuid,
      kanaal: 'whatsapp',
      since: firstReceivedAt,
      last: lastReceivedAt,
      count: messages.length,
      messages: messages.slice(-LINES),
      lines: deps.reader
        .toLines(
          messages.slice(-LINES).flatMap((message) => {
            const found = byUuid.get(message);
            return found === undefined ? [] : [{ message: found }];
          }),
        )
        .map(({ op, tekst }) => ({ op, tekst: cutText(tekst, LONGEST) })),
    }));
  };
}
