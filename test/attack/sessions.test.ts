import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpWorld, PASSWORD, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
let world: HttpWorld;
beforeAll(async () => {
  world = await createHttpWorld(stores);
});
afterAll(() => world.close());

const sessions = () => world.collection('sessions').countDocuments();

test('a session does not outlive the password it was made with', async () => {
  const thief = await world.as('anna');
  expect((await thief.get('/taken')).status).toBe(200);
  const changed = await createHttpWorld(stores, { passwords: { anna: 'Een-heel-ander-wachtwoord' } });
  try {
    const visitor = changed.visitor();
    visitor.cookies.set('intake', thief.cookies.get('intake') ?? '');
    expect((await visitor.get('/taken')).status).toBe(303);
    const other = changed.visitor();
    other.cookies.set('intake', (await world.as('bram')).cookies.get('intake') ?? '');
    expect((await other.get('/taken')).status).toBe(200);
  } finally {
    await changed.close();
  }
});

test('a hundred looks at the log-in page, and wrong passwords, leave no session behind', async () => {
  const before = await sessions();
  await Promise.all(
    Array.from({ length: 100 }, async (_, index) => {
      const visitor = world.visitor();
      await visitor.get('/inloggen');
      await visitor.get('/taken');
      if (index % 20 === 0) await visitor.login('niemand', 'verkeerd');
    }),
  );
  expect(await sessions()).toBe(before);
});

test('a colleague ends all of her sessions at once, wherever they are, and nobody else is logged out', async () => {
  const [here, elsewhere, bram] = [await world.as('carla'), await world.as('carla'), await world.as('bram')];
  const answer = await here.submit('/sessies', '/sessies/beeindigen');
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/inloggen']);
  expect((await elsewhere.get('/taken')).status).toBe(303);
  expect((await here.get('/taken')).status).toBe(303);
  expect((await bram.get('/taken')).status).toBe(200);
});

test('a colleague sees her own sessions by kind of browser and time, and ends one of them', async () => {
  const here = await world.as('dirk');
  const elsewhere = world.visitor();
  await elsewhere.submit(
    '/inloggen',
    '/inloggen',
    { gebruikersnaam: 'dirk', wachtwoord: PASSWORD },
    { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0' },
  );
  await world.as('anna');
  const { text } = await here.get('/sessies');
  expect(text).toContain('Firefox op Windows');
  const nummers = [...text.matchAll(/name="nummer" value="([^"]+)"/g)].map(([, nummer = '']) => nummer);
  expect(nummers).toHaveLength(2);
  const own = /\(dit apparaat\)[\s\S]*?name="nummer" value="([^"]+)"/.exec(text)?.[1];
  const [other = ''] = nummers.filter((nummer) => nummer !== own);
  expect((await here.submit('/sessies', '/sessies/beeindigen', { nummer: other })).status).toBe(303);
  expect((await elsewhere.get('/taken')).status).toBe(303);
  expect((await here.get('/taken')).status).toBe(200);
});

test("nobody ends another's session by its number, nor by a form of another site", async () => {
  const [anna, bram] = [await world.as('anna'), await world.as('bram')];
  const nummer = /name="nummer" value="([^"]+)"/.exec((await anna.get('/sessies')).text)?.[1] ?? '';
  await bram.submit('/sessies', '/sessies/beeindigen', { nummer });
  expect((await anna.get('/taken')).status).toBe(200);
  expect((await anna.post('/sessies/beeindigen', {})).status).toBe(403);
  expect((await anna.get('/taken')).status).toBe(200);
});

test('after logging out the browser keeps no page of ours, and the device stays known', async () => {
  const visitor = await world.as('anna');
  const device = visitor.cookies.get('intake-toestel');
  const answer = await visitor.submit('/taken', '/uitloggen');
  expect(answer.headers.get('clear-site-data')).toBe('"cache", "storage"');
  expect(visitor.cookies.has('intake')).toBe(false);
  expect(visitor.cookies.get('intake-toestel')).toBe(device);
});

test('whose session ended elsewhere can still press the button', async () => {
  const visitor = await world.as('anna');
  await world.deps.sessions.end('anna');
  expect((await visitor.post('/uitloggen', {})).headers.get('location')).toBe('/inloggen');
});

test('ending sessions stands in the audit log', async () => {
  await (await world.as('carla')).submit('/sessies', '/sessies/beeindigen');
  const found = await world.collection('audit').find({ handeling: 'sessies-beeindigd', door: 'carla' }).toArray();
  expect(found.length).toBeGreaterThan(0);
});

test.each([
  [{ 'sec-fetch-site': 'cross-site' }],
  [{ 'sec-fetch-site': 'same-site' }],
  [{ origin: 'https://elders.example' }],
  [{ origin: 'null' }],
])('another site cannot log somebody in (%j)', async (headers) => {
  const visitor = world.visitor();
  const fields = { gebruikersnaam: 'anna', wachtwoord: PASSWORD };
  expect((await visitor.submit('/inloggen', '/inloggen', fields, headers)).status).toBe(403);
  expect((await visitor.submit('/inloggen', '/inloggen', fields, { origin: world.address })).status).toBe(303);
});

test('the form of the log-in page belongs to the browser that got it', async () => {
  const [one, other] = [world.visitor(), world.visitor()];
  await other.get('/inloggen');
  const _csrf = await one.csrf('/inloggen');
  const fields = { _csrf, gebruikersnaam: 'anna', wachtwoord: PASSWORD };
  expect((await other.post('/inloggen', fields)).status).toBe(403);
  expect((await world.visitor().post('/inloggen', fields)).status).toBe(403);
  expect((await one.post('/inloggen', fields)).status).toBe(303);
});
