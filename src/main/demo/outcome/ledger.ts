import type { MessageStore } from '#application/ports/message-store.ts';
import { connectMongo } from '#infrastructure/mongo/connection.ts';
import { createDocumentRepository } from '#infrastructure/mongo/document-repository.ts';
import { createMessageRepository } from '#infrastructure/mongo/message-repository.ts';

export interface Ledger extends Pick<MessageStore, 'trace'> {
  close(): Promise<void>;
}

/** The messages as `npm run intake -- trace` sees them: over a connection of its own, beside the program. */
export async function openLedger(mongodbUri: string): Promise<Ledger> {
  const mongo = await connectMongo(mongodbUri);
  const { connection } = mongo;
  const documents = createDocumentRepository(connection);
  const messages = createMessageRepository({ connection, documents, clock: { now: () => new Date() } });
  return { trace: (term) => messages.trace(term), close: () => mongo.close() };
}
