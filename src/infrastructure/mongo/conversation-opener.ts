import type { mongo } from 'mongoose';
import { transient } from '#domain/failure/failure.ts';
import type { JoiningMessage } from '#application/ports/conversation-store.ts';
import { openKeyOf, type ConversationDocument, type OpenDocument } from './conversation-document.ts';
import { isDuplicateKey } from './mongo-failure.ts';

export type Group = readonly [JoiningMessage, ...JoiningMessage[]];
type Opened = Pick<ConversationDocument, '_id' | 'phoneNumberId' | 'sender'>;

/** Others open and seal at the same time; more than a few rounds in a row is not chance. */
const ROUNDS = 16;

/**
 * Keeps it to one open conversation per number and sender, by a document of its own that is inserted and deleted. (A
 * unique index over a field that changes would say the same, but SecantusDB 0.5.3 never gives a changed value free.)
 */
export function createConversationOpener(
  conversations: mongo.Collection<ConversationDocument>,
  open: mongo.Collection<OpenDocument>,
  newId: () => string,
) {
  return {
    /** The open conversation of this sender. A new one begins empty, so that a crash leaves nothing to be undone. */
    async openFor(group: Group): Promise<string> {
      const key = openKeyOf(group[0]);
      for (let round = 0; round < ROUNDS; round += 1) {
        const known = await open.findOne({ _id: key });
        const opened = known === null ? await tryOpen(key, group) : await checkOpen(key, known.conversation);
        if (opened !== undefined) return opened;
      }
      throw transient('conversation-not-opened', 'Others opened and sealed the conversation again and again');
    },
    async release({ _id, ...conversation }: Opened): Promise<void> {
      await open.deleteOne({ _id: openKeyOf(conversation), conversation: _id });
    },
  };

  /** Undefined when another was first. The conversation is there before anyone can be sent to it. */
  async function tryOpen(key: string, group: Group): Promise<string | undefined> {
    const times = group.map(({ receivedAt }) => receivedAt.getTime());
    const conversation: ConversationDocument = {
      _id: newId(),
      state: 'open',
      phoneNumberId: group[0].phoneNumberId,
      sender: group[0].sender,
      firstReceivedAt: new Date(Math.min(...times)),
      lastReceivedAt: new Date(Math.max(...times)),
      messages: [],
    };
    await conversations.insertOne(conversation);
    try {
      await open.insertOne({ _id: key, conversation: conversation._id });
      return conversation._id;
    } catch (thrown) {
      if (!isDuplicateKey(thrown)) throw thrown;
      await conversations.deleteOne({ _id: conversation._id });
      return undefined;
    }
  }

  /** Whoever sealed it may have died before letting go of it; a sealed conversation never opens again. */
  async function checkOpen(key: string, uuid: string): Promise<string | undefined> {
    const conversation = await conversations.findOne({ _id: uuid }, { projection: { state: 1 } });
    if (conversation?.state === 'open') return uuid;
    await open.deleteOne({ _id: key, conversation: uuid });
    return undefined;
  }
}
export type ConversationOpener = ReturnType<typeof createConversationOpener>;
