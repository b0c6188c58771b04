import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectMongo, type Mongo } from '#infrastructure/mongo/connection.ts';
import { createDocumentRepository } from '#infrastructure/mongo/document-repository.ts';
import { createMessageRepository } from '#infrastructure/mongo/message-repository.ts';
import { createOutboxRepository } from '#infrastructure/mongo/outbox-repository.ts';
import { createPayloadRepository } from '#infrastructure/mongo/payload-repository.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

/** What a process accepted while its clock ran an hour ahead; the reconciler has the right time. */
const stores = isolatedStores();
const ahead = new Date(Date.now() + 3_600_000);
const GRACE_MS = 5_000;
const before = () => new Date(Date.now() - GRACE_MS);
let mongo: Mongo;
beforeAll(async () => {
  mongo = await connectMongo(stores.mongodbUri);
});
afterAll(() => mongo.close());

it('a message that was accepted by a clock that ran ahead is found without a job, not an hour later', async () => {
  const documents = createDocumentRepository(mongo.connection);
  const messages = createMessageRepository({ connection: mongo.connection, documents, clock: { now: () => ahead } });
  const uuid = randomUUID();
  await messages.accept(
    [
      {
        uuid,
        key: `email:info:-:${uuid}`,
        channel: 'email',
        receivedAt: ahead,
        envelope: {},
        location: `info/INBOX/1/${uuid}`,
        aliases: [],
        mediaType: 'message/rfc822',
        sha256: '0'.repeat(64),
        raw: Buffer.from('Subject: vraag'),
      },
    ],
    undefined,
  );
  expect((await Array.fromAsync(messages.listOpen(before()))).flat().map((open) => open.uuid)).toEqual([uuid]);
});

it('the same for a delivery of Meta', async () => {
  const payloads = createPayloadRepository(mongo.connection);
  const uuid = randomUUID();
  await payloads.insert([{ uuid, raw: Buffer.from('{}'), receivedAt: ahead }], 'expand-1');
  expect(await payloads.listOpen(before(), 10)).toEqual([{ uuid, jobId: 'expand-1' }]);
});

it('a mail of ours that such a process made, or was sending when it died, is sent now', async () => {
  const outbox = createOutboxRepository(mongo.connection);
  const uuid = randomUUID();
  await mongo.connection
    .collection<{ _id: string }>('uitgaand')
    .insertOne({ _id: uuid, state: 'open', aangemaaktOp: ahead, bezigTot: ahead, attempts: 1 } as never);
  expect(await outbox.listOpen(before(), 10)).toEqual([{ uuid }]);
  const now = new Date();
  expect(await outbox.take(uuid, now, new Date(now.getTime() + 180_000))).toMatchObject({ uuid, attempts: 2 });
});

it('what was accepted just now is left to its own job', async () => {
  const payloads = createPayloadRepository(mongo.connection);
  await payloads.insert([{ uuid: randomUUID(), raw: Buffer.from('{ }'), receivedAt: new Date() }], 'expand-2');
  expect((await payloads.listOpen(before(), 10)).map(({ jobId }) => jobId)).not.toContain('expand-2');
});
