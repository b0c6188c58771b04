import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectJobQueues } from '#infrastructure/queues/job-queues.ts';
import { intake } from '#test/support/cli/intake.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createSpine, newMessage } from '#test/support/spine/create-spine.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const stores = isolatedStores();
let spine: Awaited<ReturnType<typeof createSpine>>;
beforeAll(async () => {
  spine = await createSpine(stores);
});
afterAll(() => spine.close());

it('what was accepted and has no job gets one again, and only once', async () => {
  const message = newMessage(`Zonder opdracht in ${stores.databaseName}`, 1);
  await spine.messages.accept([message], undefined);
  const accepted = new Date(Date.now() - 60_000);
  await spine.collection('messages').updateOne({ _id: message.uuid as never }, { $set: { acceptedAt: accepted } });

  const file = join(await temporaryFolder(), 'intake.yaml');
  await writeFile(file, 'gemeente: Voorbeeldstad\nkanalen: {}\nafdelingen: [{ code: KCC, naam: KCC }]\n');
  const run = () =>
    intake(['reconcile'], { INTAKE_CONFIG: file, MONGODB_URI: stores.mongodbUri, REDIS_URL: stores.redisUrl });
  expect(await run()).toMatchObject({ code: 0, out: '1 keer een opdracht gegeven\n', err: '' });
  expect(await run()).toMatchObject({ code: 0, out: '0 keer een opdracht gegeven\n' });

  const [{ jobId = '' } = {}] = await spine.messages.find([message.uuid], { raw: false });
  const jobs = await connectJobQueues({ redisUrl: stores.redisUrl });
  expect([...(await jobs.findAlive([{ name: 'register-email', id: jobId }]))]).toEqual([jobId]);
  await jobs.queues['intake-email'].remove(jobId);
  await jobs.close();
});
