import { randomUUID } from 'node:crypto';
import type { Connection, mongo } from 'mongoose';
import type { Conversation } from '#domain/conversation/conversation.schema.ts';
import type { ConversationEntry } from '#domain/conversation/conversation-entry.schema.ts';
import type { ConversationStore } from '#application/ports/conversation-store.ts';
import { beforeOrAhead } from './before-or-ahead.ts';
import { guarded } from './connection.ts';
import {
  toConversation,
  type ConversationDocument,
  type EntryDocument,
  type OpenDocument,
} from './conversation-document.ts';
import { createConversationOpener } from './conversation-opener.ts';
import { createConversationJoiner } from './conversation-joiner.ts';
import { defineModel, fromStored } from './models.ts';

export function createConversationRepository(connection: Connection, newId = randomUUID): ConversationStore {
  const conversations = defineModel<ConversationDocument>(connection, 'conversations', [
    [{ state: 1, lastReceivedAt: -1 }],
    [{ state: 1, firstReceivedAt: 1 }],
    [{ state: 1, sealedAt: 1 }],
  ]).collection as unknown as mongo.Collection<ConversationDocument>;
  const entries = defineModel<EntryDocument>(connection, 'conversationentries', [
    [{ conversation: 1 }],
    [{ 'medium.state': 1, receivedAt: 1 }],
    [{ 'medium.late': 1, 'medium.added': 1, receivedAt: 1 }],
  ]).collection as unknown as mongo.Collection<EntryDocument>;
  const open = defineModel<OpenDocument>(connection, 'openconversations', [])
    .collection as unknown as mongo.Collection<OpenDocument>;
  const opener = createConversationOpener(conversations, open, newId);
  const join = createConversationJoiner(conversations, entries, opener);

  return {
    join: (messages) => guarded(() => join(messages)),
    find: (uuid) => guarded(() => find(uuid)),
    seal: (uuid, at) =>
      guarded(async () => {
        await conversations.updateOne(
          { _id: uuid, state: 'open', 'messages.0': { $exists: true } },
          { $set: { state: 'finishing', sealedAt: at } },
        );
        const sealed = await find(uuid);
        if (sealed !== undefined && sealed.state !== 'open') await opener.release({ _id: uuid, ...sealed });
        return sealed;
      }),
    finish: (uuid, at) =>
      guarded(async () => {
        await conversations.updateOne(
          { _id: uuid, state: 'finishing' },
          { $set: { state: 'finished', finishedAt: at } },
        );
      }),
    refinish: (uuid) =>
      guarded(async () => {
        await conversations.updateOne({ _id: uuid, state: 'finished' }, { $set: { state: 'finishing' } });
      }),
    listDue: (quietSince, begunBefore, sealedBefore, limit) =>
      guarded(async () => {
        // One that a killed process opened and nobody joined stays empty for good: it takes nobody's place here.
        const joined = { state: 'open' as const, 'messages.0': { $exists: true } };
        const [quiet, old, sealed] = await Promise.all([
          conversations.find({ ...joined, lastReceivedAt: { $lte: quietSince } }, { limit }).toArray(),
          conversations.find({ ...joined, firstReceivedAt: { $lte: begunBefore } }, { limit }).toArray(),
          conversations.find({ state: 'finishing', ...beforeOrAhead('sealedAt', sealedBefore) }, { limit }).toArray(),
        ]);
        const found = new Map([...quiet, ...old, ...sealed].map((document) => [document._id, document]));
        return [...found.values()].slice(0, limit).map(toConversation);
      }),
    listOpen: (limit) =>
      guarded(async () => {
        const found = await conversations.find({ state: 'open' }, { sort: { lastReceivedAt: -1 }, limit }).toArray();
        return found.filter(({ messages }) => messages.length > 0).map(toConversation);
      }),
    findByMessages: (messages) =>
      guarded(async () => {
        const placed = await entries
          .find({ _id: { $in: [...messages] } }, { projection: { conversation: 1 } })
          .toArray();
        const ids = [...new Set(placed.map(({ conversation }) => conversation))];
        const found = await conversations.find({ _id: { $in: ids } }).toArray();
        const wanted = new Set(messages);
        const places = new Map<string, Conversation>();
        for (const conversation of found.map(toConversation)) {
          for (const message of conversation.messages) if (wanted.has(message)) places.set(message, conversation);
        }
        return places;
      }),
    findEntries: (messages) =>
      guarded(async () => {
        const found = await entries.find({ _id: { $in: [...messages] } }).toArray();
        return found.map((document) => fromStored<ConversationEntry>(document as EntryDocument));
      }),
    saveMedium: (message, change) =>
      guarded(async () => {
        const fields = Object.entries(change).map(([name, value]) => [`medium.${name}`, value] as const);
        await entries.updateOne({ _id: message }, { $set: Object.fromEntries(fields) });
        const entry = await entries.findOne({ _id: message });
        return entry?.medium;
      }),
    markLate: (messages) =>
      guarded(async () => {
        await entries.updateMany(
          { _id: { $in: [...messages] }, 'medium.state': 'pending' },
          { $set: { 'medium.late': true } },
        );
      }),
    listUnfinishedMedia: (before, limit) =>
      guarded(async () => {
        const options = { sort: { receivedAt: 1 as const }, limit };
        const [pending, late] = await Promise.all([
          entries.find({ 'medium.state': 'pending', receivedAt: { $lt: before } }, options).toArray(),
          entries.find({ 'medium.late': true, 'medium.added': false, receivedAt: { $lt: before } }, options).toArray(),
        ]);
        const found = new Map([...pending, ...late].map((document) => [document._id, document]));
        return [...found.values()]
          .filter(({ medium }) => medium?.state !== 'missing')
          .slice(0, limit)
          .map((document) => fromStored<ConversationEntry>(document as EntryDocument));
      }),
  };

  async function find(uuid: string): Promise<Conversation | undefined> {
    const document = await conversations.findOne({ _id: uuid });
    return document === null ? undefined : toConversation(document);
  }
}
