import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpWorld, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { newMessage } from '#test/support/spine/create-spine.ts';

const stores = isolatedStores();
let world: HttpWorld;
let place = 0;
beforeAll(async () => {
  world = await createHttpWorld(stores, { workers: false });
});
afterAll(() => world.close());

async function parkOne(code = 'document-corrupt') {
  place += 1;
  const { uuid, ...message } = newMessage('Onleesbaar', place);
  await world.messages.accept([{ uuid, ...message }], undefined);
  await world.parkMessage(uuid, { code, detail: 'The scan cannot be opened' });
  const [stored] = await world.messages.find([uuid], { raw: false });
  return { uuid, path: `/beheer/geparkeerd/${uuid}`, nummer: stored?.internetaken[0]?.nummer ?? '' };
}

test('the task and the page of an unreadable message say why in Dutch, with the code behind it', async () => {
  const { path, nummer } = await parkOne();
  const dirk = await world.as('dirk');
  for (const page of [path, `/taken/${nummer}`]) {
    const { text } = await dirk.get(page);
    expect(text, page).toContain('Het bestand is beschadigd en kan niet worden geopend. (document-corrupt)');
    expect(text, page).not.toContain('The scan');
    expect(text, page).not.toMatch(/Reden: document-corrupt|>document-corrupt</);
  }
});

test('the page of a message tells every step with who did it and why', async () => {
  const { uuid, path } = await parkOne();
  const dirk = await world.as('dirk');
  expect((await dirk.submit(path, `${path}/wegleggen`, { reden: 'lege <b>pagina</b>' })).status).toBe(303);
  const { text } = await dirk.get(path);
  expect(text).toContain('Apart gehouden');
  expect(text).toMatch(/Weggelegd<\/strong>\s*<span>lege &#60;b&#62;pagina/);
  const naam = text.match(/<\/time>, ([^<]+)<\/span\s*>\s*<strong>Weggelegd/)?.[1]?.trim();
  expect(naam).toBe('Dirk Bos');
  expect((await world.messages.find([uuid], { raw: false }))[0]?.state).toBe('aside');
});

test('operators find a message by what they have of it; others do not', async () => {
  const { nummer } = await parkOne();
  const dirk = await world.as('dirk');
  expect((await dirk.get('/beheer/berichten')).text).not.toContain('Niets gevonden');
  expect((await dirk.get('/beheer/berichten?zoek=nooit-gezien.pdf')).text).toContain('Niets gevonden bij nooit-gezien');
  const found = await dirk.get(`/beheer/berichten?zoek=${nummer}`);
  expect(found.text).toContain('Geparkeerd');
  expect(found.text).toContain('Aangenomen en bewaard');
  expect((await (await world.as('anna')).get(`/beheer/berichten?zoek=${nummer}`)).status).toBe(403);
  expect([303, 401]).toContain((await world.visitor().get('/beheer/berichten')).status);
});

test.each([
  [{ state: 'open', attempts: 2 }, 'wacht op verzending'],
  [{ state: 'verzonden', attempts: 1, verzondenOp: new Date('2026-11-24T10:00:05Z') }, 'verzonden op 24 november 2026'],
  [{ state: 'mislukt', attempts: 1, reden: 'smtp-recipient-refused' }, 'neemt voor dit adres geen e-mail aan'],
])('a task says what became of its answer by mail (%j)', async (became, words) => {
  const { uuid, nummer } = await world.ask();
  await world.collection('uitgaand').insertOne({
    _id: randomUUID(),
    soort: 'antwoord',
    aan: 'geheim@burger.example',
    van: 'info',
    onderwerp: 'Re: geheim',
    tekst: 'geheim',
    messageId: `${randomUUID()}@voorbeeldstad.example`,
    aangemaaktOp: new Date('2026-11-24T10:00:00Z'),
    taak: uuid,
    ...became,
  });
  const page = await (await world.as('anna')).get(`/taken/${nummer}`);
  expect(page.text).toContain(words);
  const found = await (await world.as('dirk')).get(`/beheer/berichten?zoek=${nummer}`);
  expect(found.text).toContain(words);
  expect(found.text + page.text).not.toContain('geheim');
});
