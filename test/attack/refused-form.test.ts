import { afterAll, beforeAll, expect, test } from 'vitest';
import { csrfOf } from '#test/support/http/browserless.ts';
import { createHttpWorld, READ_TOKEN, TOKEN, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { tellSecrets } from '#test/support/inzage/tell-secret.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { newMessage } from '#test/support/spine/create-spine.ts';

const stores = isolatedStores();
let world: HttpWorld;
let place = 0;
beforeAll(async () => {
  world = await createHttpWorld(stores, { workers: false });
});
afterAll(() => world.close());

async function takeIn(text: string, then: (uuid: string) => Promise<unknown>) {
  place += 1;
  const { uuid, ...message } = newMessage(text, place);
  await world.messages.accept([{ uuid, ...message }], undefined);
  await then(uuid);
  return uuid;
}

test.each([
  ['doorzetten', { naar: '' }],
  ['niet-door-kcc', { naar: '' }],
  ['beantwoorden', { antwoord: '' }],
  ['afsluiten', { toelichting: '' }],
])('a task whose form "%s" lacks something is shown again, and was read again', async (actie, fields) => {
  const [unit] = await tellSecrets(world, [{ geheim: 'taakgeheim', eenheid: 'KCC' }]);
  const { nummer = '', uuid } = unit?.dossiers[0] ?? {};
  const anna = await world.as('anna');
  const csrf = await anna.csrf('/balie');
  const from = world.lines.length;
  const refused = await anna.post(`/taken/${nummer}/${actie}`, { _csrf: csrf, ...fields });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('taakgeheim');
  expect(world.lines.slice(from)).toMatchObject([
    {
      door: 'anna',
      handeling: 'taak bekeken',
      objecten: [
        { soort: 'internetaak', uuid },
        { soort: 'klantcontact', uuid: unit?.klantcontact.uuid },
      ],
    },
  ]);
});

test.each(['wegleggen', 'velden', 'vervangen'])(
  'a parked message whose form "%s" lacks something is shown again, and was read again',
  async (actie) => {
    const uuid = await takeIn('From: x\n\nparkeergeheim', (one) => world.parkMessage(one, { code: 'mail-unreadable' }));
    const anna = await world.as('anna');
    const _csrf = csrfOf((await anna.get('/balie')).text);
    const from = world.lines.length;
    const path = `/beheer/geparkeerd/${uuid}/${actie}`;
    const form = new FormData();
    form.set('_csrf', _csrf);
    const refused =
      actie === 'vervangen' ? await anna.form(path, form) : await anna.post(path, { _csrf, actie: 'met-de-hand' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('parkeergeheim');
    expect(world.lines.slice(from)).toMatchObject([
      { door: 'anna', handeling: 'bericht bekeken', objecten: [{ soort: 'bericht', uuid }] },
    ]);
  },
);

test('a message that was set aside is shown again, and was read again', async () => {
  const uuid = await takeIn('apartgeheim', (one) => world.messages.setAside(one, { code: 'bounce' }, new Date()));
  const dirk = await world.as('dirk');
  const _csrf = await dirk.csrf('/balie');
  const from = world.lines.length;
  const refused = await dirk.post(`/beheer/geparkeerd/${uuid}/heropenen`, { _csrf, reden: '' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('apartgeheim');
  expect(world.lines.slice(from)).toMatchObject([{ door: 'dirk', objecten: [{ soort: 'bericht', uuid }] }]);
});

test('what a colleague may not see or do is in the log with what it was and from where, once while it is repeated', async () => {
  const [unit] = await tellSecrets(world, [{ geheim: 'vreemd', eenheid: 'AFVAL' }]);
  const { nummer = '', uuid } = unit?.dossiers[0] ?? {};
  const objecten = [
    { soort: 'internetaak', uuid },
    { soort: 'klantcontact', uuid: unit?.klantcontact.uuid },
  ];
  const carla = await world.as('carla');
  const from = world.lines.length;
  const asked = async () => {
    expect((await carla.get(`/taken/${nummer}`)).status).toBe(403);
    expect((await carla.submit('/balie', `/taken/${nummer}/oppakken`)).status).toBe(403);
    expect((await carla.get('/beheer/overzicht')).status).toBe(403);
  };
  await asked();
  await asked();
  expect(world.lines.slice(from)).toMatchObject([
    { door: 'carla', adres: '127.0.0.1', handeling: 'geweigerd: GET /taken/:nummer', objecten },
    { door: 'carla', adres: '127.0.0.1', handeling: 'geweigerd: POST /taken/:nummer/oppakken', objecten },
    { door: 'carla', adres: '127.0.0.1', handeling: 'geweigerd: GET /beheer/overzicht', objecten: [] },
  ]);
});

test('what a token may not do is in the log by the name of the token; a stranger is not in it', async () => {
  const { nummer } = await world.ask();
  const from = world.lines.length;
  const visitor = world.visitor();
  const path = `/taken/${nummer}/oppakken`;
  const read = { authorization: `Token ${READ_TOKEN}` };
  expect((await visitor.json(path, { medewerker: 'anna' }, read)).status).toBe(403);
  expect((await visitor.json('/formulieren/balie', {}, read)).status).toBe(403);
  expect((await visitor.json(path, {}, { authorization: 'Token niet-van-ons' })).status).toBe(401);
  expect(world.lines.slice(from)).toMatchObject([
    { door: 'lezer', handeling: 'geweigerd: POST /taken/:nummer/oppakken' },
    { door: 'lezer', handeling: 'geweigerd: POST /formulieren/balie' },
  ]);
});

test('what a program reads of the outcome of an act stands there with the colleague and the token', async () => {
  const { nummer, uuid, klantcontact } = await world.ask();
  const from = world.lines.length;
  const token = { authorization: `Token ${TOKEN}` };
  expect((await world.visitor().json(`/taken/${nummer}/oppakken`, { medewerker: 'anna' }, token)).status).toBe(200);
  expect(world.lines.slice(from)).toMatchObject([
    { door: 'anna', via: 'proef', objecten: [{ uuid }, { soort: 'klantcontact', uuid: klantcontact }] },
  ]);
});
