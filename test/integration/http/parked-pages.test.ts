import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpWorld, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { csrfOf } from '#test/support/http/browserless.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { newMessage } from '#test/support/spine/create-spine.ts';

const stores = isolatedStores();
let world: HttpWorld;
let place = 0;
beforeAll(async () => {
  world = await createHttpWorld(stores, { vierOgen: true, workers: false });
});
afterAll(() => world.close());

async function parkOne(text = 'From: niemand\n\nOnleesbaar') {
  place += 1;
  const { uuid, ...message } = newMessage(text, place);
  await world.messages.accept([{ uuid, ...message }], undefined);
  await world.parkMessage(uuid, { code: 'mail-unreadable' });
  return { uuid, path: `/beheer/geparkeerd/${uuid}` };
}
const stateOf = async (uuid: string) => (await world.messages.find([uuid], { raw: false }))[0]?.state;

test('the list says in Dutch why a message is parked', async () => {
  await parkOne();
  const page = await (await world.as('dirk')).get('/beheer/geparkeerd');
  expect(page.text).toContain('De opbouw van de e-mail is zo beschadigd');
  expect(page.text).toContain('mail-unreadable');
});

test('a message is shown as text: no markup runs, and what turns or hides text is named', async () => {
  const { path } = await parkOne(
    'Subject: <script>alert(1)</script>\n\n<img src=x onerror=alert(2)> factuur\u202Efdp.exe\u0007',
  );
  const { text } = await (await world.as('dirk')).get(path);
  expect(text).not.toContain('<script>alert');
  expect(text).not.toContain('<img');
  expect(text).toContain('&#60;script&#62;alert(1)');
  expect(text).toContain('factuur[U+202E]fdp.exe[U+0007]');
});

test('the KCC mends the messages of its own tasks; other units see none of them', async () => {
  const { uuid, path } = await parkOne();
  expect((await (await world.as('carla')).get(path)).status).toBe(403);
  expect((await (await world.as('carla')).get(`${path}/origineel`)).status).toBe(403);
  expect([303, 401]).toContain((await world.visitor().get(path)).status);
  const anna = await world.as('anna');
  expect((await anna.get(path)).status).toBe(200);
  expect((await anna.submit(path, `${path}/opnieuw`)).status).toBe(303);
  expect(await stateOf(uuid)).toBe('open');
  expect((await anna.submit('/taken', `${path}/opnieuw`)).status).toBe(409);
});

test('what a colleague has picked up is not mended by another', async () => {
  const { uuid, path } = await parkOne();
  const nummer = (await world.messages.find([uuid], { raw: false }))[0]?.internetaken[0]?.nummer ?? '';
  const [anna, bram] = [await world.as('anna'), await world.as('bram')];
  expect((await anna.submit(`/taken/${nummer}`, `/taken/${nummer}/oppakken`)).status).toBe(303);
  expect((await bram.submit(path, `${path}/opnieuw`)).status).toBe(409);
  expect(await stateOf(uuid)).toBe('parked');
  expect((await anna.submit(path, `${path}/opnieuw`)).status).toBe(303);
});

test('no act without the hidden token of the page, the upload among them', async () => {
  const { uuid, path } = await parkOne();
  const dirk = await world.as('dirk');
  for (const act of ['opnieuw', 'velden', 'wegleggen'])
    expect((await dirk.post(`${path}/${act}`, { reden: 'x' })).status).toBe(403);
  expect((await upload(dirk, path, { reden: 'x' }, 'Hersteld')).status).toBe(403);
  expect(await stateOf(uuid)).toBe('parked');
  expect((await world.parked.find(uuid))?.message.herstel).toBeUndefined();
});

test('a file replaces the unreadable one, and both can be downloaded', async () => {
  const { uuid, path } = await parkOne();
  const dirk = await world.as('dirk');
  const _csrf = csrfOf((await dirk.get(path)).text);
  expect((await upload(dirk, path, { _csrf, reden: '' }, 'Hersteld')).status).toBe(422);
  expect((await upload(dirk, path, { _csrf, reden: 'kopregels hersteld' }, 'Hersteld')).status).toBe(303);
  const [vervanging] = (await world.parked.find(uuid))?.message.herstel?.vervangingen ?? [];
  const shown = await dirk.get(path);
  expect(shown.text).toContain('kopregels hersteld');
  expect((await dirk.get(`${path}/vervangingen/${vervanging?.id ?? ''}`)).text).toBe('Hersteld');
  const original = await dirk.get(`${path}/origineel`);
  expect(original.text).toBe('From: niemand\n\nOnleesbaar');
  expect(original.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(original.headers.get('content-type')).toBe('application/octet-stream');
});

test('a field that cannot be right is said, with everything that was typed still there', async () => {
  const { uuid, path } = await parkOne();
  const dirk = await world.as('dirk');
  const fields = { onderwerp: 'Mijn "vraag"', emailadres: 'geen adres', actie: 'met-de-hand' };
  const refused = await dirk.submit(path, `${path}/velden`, fields);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('Dit is geen e-mailadres.');
  expect(refused.text).toContain('Mijn &#34;vraag&#34;');
  expect((await dirk.submit(path, `${path}/velden`, { naam: 'Piet', actie: 'met-de-hand' })).status).toBe(422);
  expect(await stateOf(uuid)).toBe('parked');
});

test('laying aside takes two people', async () => {
  const { uuid, path } = await parkOne();
  const [anna, dirk] = [await world.as('anna'), await world.as('dirk')];
  expect((await anna.submit(path, `${path}/wegleggen`)).status).toBe(422);
  expect((await anna.submit(path, `${path}/wegleggen`, { reden: 'reclame' })).status).toBe(303);
  expect((await anna.submit(path, `${path}/wegleggen`)).status).toBe(409);
  expect(await stateOf(uuid)).toBe('parked');
  expect((await dirk.get(path)).text).toContain('Anna de Boer stelt voor');
  expect((await dirk.submit(path, `${path}/wegleggen`)).status).toBe(303);
  expect(await stateOf(uuid)).toBe('aside');
});

async function setAside(text = 'From: postmaster\n\nNiet bezorgd') {
  place += 1;
  const { uuid, ...message } = newMessage(text, place);
  await world.messages.accept([{ uuid, ...message }], undefined);
  await world.messages.setAside(uuid, { code: 'bounce' }, new Date());
  return { uuid, path: `/beheer/geparkeerd/${uuid}` };
}

test('what was not registered is listed with its reason, shown as text, and brought back with one button', async () => {
  const { uuid, path } = await setAside();
  const dirk = await world.as('dirk');
  const list = await dirk.get('/beheer/apart');
  expect(list.text).toContain('Een bericht dat onze e-mail niet bezorgd kon worden.');
  expect(list.text).toContain(path);
  expect((await dirk.get(path)).text).toContain('Niet bezorgd');
  expect((await dirk.submit(path, `${path}/heropenen`)).status).toBe(422);
  expect(await stateOf(uuid)).toBe('aside');
  expect((await dirk.submit(path, `${path}/heropenen`, { reden: 'Dit was een vraag' })).status).toBe(303);
  expect(await stateOf(uuid)).toBe('open');
  expect((await dirk.get(path)).text).toContain('Teruggehaald om te registreren');
  expect((await dirk.submit('/taken', `${path}/heropenen`, { reden: 'nog eens' })).status).toBe(409);
});

test('only operators see and bring back what was not registered, and never without the hidden token', async () => {
  const { uuid, path } = await setAside();
  const anna = await world.as('anna');
  for (const page of ['/beheer/apart', path, `${path}/origineel`]) expect((await anna.get(page)).status).toBe(403);
  expect((await anna.submit('/taken', `${path}/heropenen`, { reden: 'x' })).status).toBe(403);
  expect((await (await world.as('dirk')).post(`${path}/heropenen`, { reden: 'x' })).status).toBe(403);
  expect([303, 401]).toContain((await world.visitor().get('/beheer/apart')).status);
  expect(await stateOf(uuid)).toBe('aside');
});

test('undoing a discard takes two people, as discarding did', async () => {
  const { uuid, path } = await parkOne();
  const [anna, dirk] = [await world.as('anna'), await world.as('dirk')];
  await anna.submit(path, `${path}/wegleggen`, { reden: 'reclame' });
  await dirk.submit(path, `${path}/wegleggen`);
  expect((await dirk.submit(path, `${path}/heropenen`, { reden: 'vergissing' })).status).toBe(303);
  expect([await stateOf(uuid), (await dirk.submit('/taken', `${path}/heropenen`)).status]).toEqual(['aside', 409]);
  expect((await anna.get(path)).text).toContain('stelt dit voor: vergissing');
  expect((await anna.submit(path, `${path}/heropenen`)).status).toBe(303);
  expect(await stateOf(uuid)).toBe('open');
});

test('of what was destroyed nothing is shown, and nothing can be brought back', async () => {
  const { uuid, path } = await setAside();
  const collection = world.mongo.connection.collection('messages');
  await collection.updateOne({ _id: uuid as never }, { $set: { reason: { code: 'vernietigd' } } });
  const dirk = await world.as('dirk');
  expect((await dirk.get('/beheer/apart')).text).not.toContain(path);
  expect((await dirk.get(path)).status).toBe(404);
  expect((await dirk.submit('/taken', `${path}/heropenen`, { reden: 'x' })).status).toBe(404);
});

test('operators measure how many wait and how long', async () => {
  await parkOne();
  const { text } = await world.visitor().get('/metrics');
  expect(text).toMatch(/intake_parked\{channel="email"\} [1-9]/);
  expect(text).toMatch(/intake_parked_oldest_age_seconds\{channel="email"\} \d/);
});

async function upload(
  visitor: Awaited<ReturnType<HttpWorld['as']>>,
  path: string,
  fields: Record<string, string>,
  bytes: string,
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('bestand', new File([bytes], 'hersteld.eml'));
  return visitor.form(`${path}/vervangen`, form);
}
