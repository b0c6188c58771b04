import { afterAll, beforeAll, expect, it } from 'vitest';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createWhatsapp, type Whatsapp } from '#test/support/whatsapp/create-whatsapp.ts';
import { payloadOf, text } from '#test/support/whatsapp/payloads.ts';

const stores = isolatedStores();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let whatsapp: Whatsapp;
beforeAll(async () => {
  whatsapp = await createWhatsapp(stores);
});
afterAll(() => whatsapp.close());

const stateOf = async (wamid: string) => (await whatsapp.messages.trace(wamid))[0]?.state;
function deliver(wamid: string, from: string) {
  return whatsapp.receive(
    payloadOf([text(wamid, Math.floor(whatsapp.clock.at / 1_000), 'De lantaarn is stuk', from)], { from }),
  );
}

it('a webhook whose clock runs an hour ahead does not hold up its conversation for an hour', async () => {
  const now = whatsapp.clock.at;
  whatsapp.clock.at = now + HOUR;
  await deliver('wamid.ahead', '31611111121');
  whatsapp.clock.at = now;
  for (const job of whatsapp.jobs) job.at = now;
  await whatsapp.runJobs(now + 10 * MINUTE);
  expect(await stateOf('wamid.ahead')).toBe('registered');
});

it('a worker whose clock runs an hour behind does not put a conversation off for an hour', async () => {
  await deliver('wamid.behind', '31611111122');
  await whatsapp.runJobs(whatsapp.clock.at);
  const [job] = whatsapp.jobs.splice(0);
  whatsapp.clock.at = (job?.at ?? 0) - HOUR;
  const { conversation } = job?.data as { conversation: string };
  await whatsapp.finishConversation.finish(conversation);
  const [again] = whatsapp.jobs;
  expect(again?.delayMs).toBeLessThanOrEqual(5 * MINUTE);
  whatsapp.clock.at += HOUR;
  await whatsapp.runJobs(whatsapp.clock.at + 10 * MINUTE);
  expect(await stateOf('wamid.behind')).toBe('registered');
});
