import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpWorld, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
let world: HttpWorld;
beforeAll(async () => {
  world = await createHttpWorld(stores, { workers: false });
  const mail = () => ({ name: 'send-mail' as const, data: { uitgaand: randomUUID() }, id: `mail-${randomUUID()}` });
  await world.jobs.enqueue([mail(), { ...mail(), priority: 5 }]);
  await world.jobs.enqueue([1, 2, 3].map(() => ({ ...mail(), delayMs: 3_600_000 })));
});
afterAll(() => world.close());

test('the overview tells jobs whose turn it is from jobs for later', async () => {
  const { text } = await (await world.as('dirk')).get('/beheer/overzicht');
  expect(text).toMatch(/<th scope="col">Wacht<\/th>\s*<th scope="col">Gepland<\/th>/);
  expect(text).toMatch(/<th scope="row">uitgaand<\/th>\s*<td>2<\/td>\s*<td>3<\/td>/);
});

test('so do the measurements', async () => {
  const { text } = await world.visitor().get('/metrics');
  expect(text).toMatch(/^intake_queue_waiting\{queue="uitgaand"\} 2$/m);
  expect(text).toMatch(/^intake_queue_planned\{queue="uitgaand"\} 3$/m);
  expect(text).toMatch(/^intake_queue_planned\{queue="intake-email"\} 0$/m);
});
