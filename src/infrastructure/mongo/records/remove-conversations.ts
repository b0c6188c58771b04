import type { Connection } from 'mongoose';
import { collectionOf } from './collections.ts';
import { options, type Session } from '../session.ts';

interface Entry {
  readonly _id: string;
  readonly conversation: string;
  readonly medium?: { readonly documentId?: string };
}

/** The places of emptied messages in their conversations, and the conversations of which nothing is left. */
export async function removeConversations(connection: Connection, messages: readonly string[], session: Session) {
  const entries = collectionOf(connection, 'conversationentries');
  const ours = { _id: { $in: [...messages] } };
  const found = (await entries.find(ours, options(session)).toArray()) as unknown as Entry[];
  if (found.length === 0) return { gesprekken: 0, files: [] };
  const conversations = collectionOf(connection, 'conversations');
  const ids = [...new Set(found.map(({ conversation }) => conversation))];
  const finished = await conversations.find({ _id: { $in: ids }, state: 'finished' }, options(session)).toArray();
  let gesprekken = 0;
  for (const { _id, messages: all } of finished) {
    const left = { _id: { $in: all as string[] }, size: { $gt: 0 } };
    const some = await collectionOf(connection, 'messages').findOne(left as never, {
      projection: { _id: 1 },
      ...options(session),
    });
    if (some !== null) continue;
    await conversations.deleteOne({ _id }, options(session));
    gesprekken += 1;
  }
  await entries.deleteMany(ours, options(session));
  return { gesprekken, files: found.flatMap(({ medium }) => medium?.documentId ?? []) };
}
