import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createWorkerWorld } from '#test/support/queues/worker-world.ts';
import { unprocessable } from '#domain/failure/failure.ts';

const stores = isolatedStores();
const message = '00000000-0000-4000-8000-000000000001';
let world: Awaited<ReturnType<typeof createWorkerWorld>>;
beforeAll(async () => {
  world = await createWorkerWorld(stores, {
    'register-letter': (data) =>
      JSON.stringify(data).includes(message)
        ? Promise.resolve()
        : Promise.reject(unprocessable('never', 'It fails for good')),
  });
});
afterAll(() => world?.close());

it('the end of every job of a queue is told by its id, well or not, until nobody listens any more', async () => {
  const heard: string[] = [];
  const stop = world.jobs.onEnd('register-letter', (id) => heard.push(id));
  // What came before the listener was there is not promised: it is there when it hears something.
  let tries = 0;
  await eventually(
    async () => {
      tries += 1;
      await world.jobs.enqueue([{ name: 'register-letter', id: `try-${tries}`, data: { messages: [message] } }]);
      return heard.length > 0;
    },
    { what: 'a listener that hears' },
  );
  await world.jobs.enqueue([
    { name: 'register-letter', id: 'well', data: { messages: [message] } },
    { name: 'register-letter', id: 'badly', data: { messages: [message.replace('1', '2')] } },
    { name: 'register-form', id: 'of-another-queue', data: { messages: [message] } },
  ]);
  await eventually(() => heard.includes('well') && heard.includes('badly'), { what: 'both ends' });
  await world.inState('register-form', 'of-another-queue', 'completed');
  expect(heard).not.toContain('of-another-queue');
  stop();
  const before = heard.length;
  await world.jobs.enqueue([{ name: 'register-letter', id: 'late', data: { messages: [message] } }]);
  await world.inState('register-letter', 'late', 'completed');
  expect(heard.slice(before)).not.toContain('late');
});
