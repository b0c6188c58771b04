import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpWorld, TOKEN, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { newMessage } from '#test/support/spine/create-spine.ts';

const stores = isolatedStores();
const headers = { authorization: `Token ${TOKEN}` };
let world: HttpWorld;
beforeAll(async () => {
  world = await createHttpWorld(stores, { openForms: 2, workers: false, formDeadlineMs: 1 });
  for (const place of [1, 2]) await world.messages.accept([{ ...newMessage('{}', place), channel: 'form' }], undefined);
});
afterAll(() => world.close());

const form = (inzendingId: string) => ({
  inzendingId,
  medewerker: 'anna',
  betrokkenen: [{ volledigeNaam: 'Jan Smit' }],
  onderwerpen: [{ onderwerp: 'Paspoort', vraag: 'Hoe lang duurt het?' }],
});
const send = (inzendingId: string) => world.visitor().json('/formulieren/balie', form(inzendingId), headers);
const open = () => world.messages.countOpen('form', 10);

test('with as many forms waiting as may wait, another is refused whole, and told in Dutch when to try again', async () => {
  const answer = await send('een');
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60']);
  expect(answer.json<{ code: string; detail: string }>()).toMatchObject({
    code: 'intake_full',
    detail: expect.stringContaining('Er is niets opgeslagen: verstuur het over een minuut opnieuw') as string,
  });
  expect(await open()).toBe(2);
});

test('a colleague at the counter reads the same, with everything that was typed still there', async () => {
  const anna = await world.as('anna');
  const page = await anna.submit('/balie', '/balie', {
    'onderwerpen.0.onderwerp': 'Paspoort kwijt',
    'onderwerpen.0.vraag': 'Wat nu?',
    actie: 'registreren',
  });
  expect([page.status, page.headers.get('retry-after')]).toEqual([503, '60']);
  expect(page.text).toContain('Er wachten nu te veel berichten op registratie.');
  expect(page.text).toContain('Paspoort kwijt');
  expect(await open()).toBe(2);
});

test('a form with a mistake is still told what is wrong with it', async () => {
  const answer = await world.visitor().json('/formulieren/balie', { medewerker: 'anna' }, headers);
  expect(answer.status).toBe(422);
});

test('there is room again when they are registered, and who sends a known form again gets its answer, full or not', async () => {
  const messages = world.collection('messages');
  await messages.updateMany({ channel: 'form' }, { $set: { state: 'registered' } });
  const first = await send('twee');
  expect([first.status < 300, first.text]).toEqual([true, expect.stringContaining('inzending')]);
  await messages.updateMany({ channel: 'form' }, { $set: { state: 'open' } });
  expect((await send('drie')).status).toBe(503);
  expect((await send('twee')).status).toBeLessThan(300);
});
