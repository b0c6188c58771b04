import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { toFailure } from '#domain/failure/failure.ts';
import { connectMongo, type Mongo } from '#infrastructure/mongo/connection.ts';
import { createDocumentRepository } from '#infrastructure/mongo/document-repository.ts';
import { createMessageRepository } from '#infrastructure/mongo/message-repository.ts';
import { createBreakableProxy } from '#test/support/http/breakable-proxy.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { newMessage } from '#test/support/spine/create-spine.ts';

const stores = isolatedStores();
let line: Awaited<ReturnType<typeof createBreakableProxy>>;
let mongo: Mongo;
beforeEach(async () => {
  line = await createBreakableProxy(stores.mongodbUri);
  mongo = await connectMongo(line.url, { timeoutMs: 300 });
});
afterEach(() => mongo.close());

const kindOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no failure',
    (thrown: unknown) => toFailure(thrown).kind,
  );
async function readAll(bytes: AsyncIterable<unknown>) {
  for await (const _ of bytes);
}

it('a database that goes away while a stored original or document is opened or read is never a fault of the message', async () => {
  const { connection } = mongo;
  const documents = createDocumentRepository(connection);
  const messages = createMessageRepository({ connection, documents, clock: { now: () => new Date() } });
  const raw = randomBytes(2_000_000);
  const large = { ...newMessage('large', 1), raw };
  const document = randomUUID();
  const sha256 = createHash('sha256').update(raw).digest('hex');
  await messages.accept([large, newMessage('small', 2)], undefined);
  await documents.put(document, raw, { bestandsnaam: 'a.pdf', formaat: 'application/pdf', sha256 });
  const opened = await messages.openRaw(large.uuid);
  await line.cut();
  expect(await kindOf(readAll(opened))).toBe('transient');
  expect(await kindOf(readAll(documents.open(document)))).toBe('transient');
  expect(await kindOf(messages.openRaw(newMessage('small', 2).uuid))).toBe('transient');
  expect(await kindOf(readAll(messages.listOpen(new Date(Date.now() + 60_000))))).toBe('transient');
});
