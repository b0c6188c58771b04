import { expect, it } from 'vitest';
import { startEmbeddedServers } from '#infrastructure/embedded/start-embedded-servers.ts';
import { connectMongo } from '#infrastructure/mongo/connection.ts';
import { createDocumentRepository } from '#infrastructure/mongo/document-repository.ts';
import { createMessageRepository } from '#infrastructure/mongo/message-repository.ts';
import { intake } from '#test/support/cli/intake.ts';
import { newMessage } from '#test/support/spine/create-spine.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

it('without addresses the command line finds the running program, and after it the data that it left', async () => {
  const dataDir = await temporaryFolder();
  const servers = await startEmbeddedServers({ dataDir, redisUrl: 'redis://127.0.0.1:1', report: () => undefined });
  const mongo = await connectMongo(servers.mongodbUri);
  const { connection } = mongo;
  const documents = createDocumentRepository(connection);
  const messages = createMessageRepository({ connection, documents, clock: { now: () => new Date() } });
  await messages.accept([newMessage('Uit de ingebouwde database', 1)], undefined);
  await mongo.close();

  const beside = await intake(['messages'], { DATA_DIR: dataDir });
  expect([beside.code, beside.lines.length, beside.err]).toEqual([0, 1, '']);
  await servers.stop();

  const after = await intake(['messages'], { DATA_DIR: dataDir });
  expect([after.code, after.lines.length]).toEqual([0, 1]);
  expect(after.lines).toEqual(beside.lines);
});
