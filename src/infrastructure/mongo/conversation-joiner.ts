import type { mongo } from 'mongoose';
import { transient } from '#domain/failure/failure.ts';
import type { Conversation } from '#domain/conversation/conversation.schema.ts';
import type { Joined, JoiningMessage } from '#application/ports/conversation-store.ts';
import { openKeyOf, toConversation, type ConversationDocument, type EntryDocument } from './conversation-document.ts';
import type { ConversationOpener, Group } from './conversation-opener.ts';
import { insertUnknown } from './insert-unknown.ts';

/** Each round a conversation was sealed under our hands; more than a few in a row is not chance. */
const ROUNDS = 8;
/** Half of the connections of the pool. */
const SENDERS_AT_ONCE = 10;

/**
 * Entry first, then the conversation. The entry names the only conversation that a message may join; joining is one
 * write that fails when that conversation is sealed, and only a conversation that was sealed without the message lets
 * the entry move on. Whoever works with an older entry meets a sealed conversation and reads the entry again.
 */
export function createConversationJoiner(
  conversations: mongo.Collection<ConversationDocument>,
  entries: mongo.Collection<EntryDocument>,
  opener: Pick<ConversationOpener, 'openFor'>,
) {
  return async (messages: readonly JoiningMessage[]): Promise<Joined[]> => {
    const groups = [...Map.groupBy(messages, openKeyOf).values()];
    const joined: Joined[] = [];
    for (let at = 0; at < groups.length; at += SENDERS_AT_ONCE) {
      const some = groups
        .slice(at, at + SENDERS_AT_ONCE)
        .flatMap(([first, ...rest]) => (first ? [joinGroup([first, ...rest])] : []));
      joined.push(...(await Promise.all(some)).flat());
    }
    return joined;
  };

  async function joinGroup(group: Group): Promise<Joined[]> {
    const joined: Joined[] = [];
    const byUuid = new Map(group.map((message) => [message.message, message]));
    await placeNew(group);
    for (let round = 0; round < ROUNDS; round += 1) {
      const left = group
        .map(({ message }) => message)
        .filter((uuid) => !joined.some(({ message }) => message === uuid));
      if (left.length === 0) return joined;
      const placed = await entries.find({ _id: { $in: left } }, { projection: { conversation: 1 } }).toArray();
      for (const [uuid, mine] of Map.groupBy(placed, ({ conversation }) => conversation)) {
        const ids = mine.map(({ _id }) => _id);
        const conversation = await append(uuid, ids, byUuid);
        const held = ids.filter((id) => conversation?.messages.includes(id));
        if (conversation !== undefined) joined.push(...held.map((message) => ({ message, conversation })));
        const refused = ids.filter((id) => !held.includes(id));
        if (refused.length > 0) await moveOn(refused, uuid, group);
      }
    }
    throw transient('conversation-keeps-closing', 'The conversation was sealed again and again while messages joined');
  }

  /** Entries for messages that have none yet; those that have one keep it. */
  async function placeNew(group: Group): Promise<void> {
    const known = await entries
      .find({ _id: { $in: group.map(({ message }) => message) } }, { projection: { _id: 1 } })
      .toArray();
    const knownIds = new Set(known.map(({ _id }) => _id));
    const fresh = group.filter(({ message }) => !knownIds.has(message));
    if (fresh.length === 0) return;
    const conversation = await opener.openFor(group);
    await insertUnknown(
      entries,
      fresh.map(({ message, receivedAt, medium }) => ({
        _id: message,
        conversation,
        receivedAt,
        ...(medium === undefined
          ? {}
          : { medium: { ...medium, state: 'pending' as const, late: false, added: false } }),
      })),
    );
  }

  /** Joins what can; answers the conversation as it stands afterwards. */
  async function append(
    uuid: string,
    ids: string[],
    byUuid: ReadonlyMap<string, JoiningMessage>,
  ): Promise<Conversation | undefined> {
    const times = ids.map((id) => byUuid.get(id)?.receivedAt.getTime() ?? 0);
    await conversations.updateOne(
      { _id: uuid, state: 'open' },
      {
        $addToSet: { messages: { $each: ids } },
        $max: { lastReceivedAt: new Date(Math.max(...times)) },
        $min: { firstReceivedAt: new Date(Math.min(...times)) },
      },
    );
    const document = await conversations.findOne({ _id: uuid });
    return document === null ? undefined : toConversation(document);
  }

  async function moveOn(ids: readonly string[], from: string, group: Group): Promise<void> {
    const conversation = await opener.openFor(group);
    await entries.updateMany({ _id: { $in: [...ids] }, conversation: from }, { $set: { conversation } });
  }
}
