import { once } from 'node:events';
import http from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpWorld, PASSWORD, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
let world: HttpWorld;
beforeAll(async () => {
  world = await createHttpWorld(stores);
});
afterAll(() => world.close());

test('whoever is not logged in goes to the login page and comes back afterwards', async () => {
  const visitor = world.visitor();
  const refused = await visitor.get('/taken?lijst=mijn');
  expect(refused.status).toBe(303);
  expect(refused.headers.get('location')).toBe('/inloggen?naar=%2Ftaken%3Flijst%3Dmijn');
  const welcome = await visitor.login('anna', PASSWORD, '/taken?lijst=mijn');
  expect(welcome.headers.get('location')).toBe('/taken?lijst=mijn');
  expect((await visitor.get('/taken')).text).toContain('Anna de Boer');
});

test.each(['//elders.example', 'https://elders.example/', '/\\elders.example', 'javascript:alert(1)', '/uitloggen'])(
  'after the login nobody is sent to %j',
  async (naar) => {
    const answer = await world.visitor().login('anna', PASSWORD, naar);
    expect(answer.headers.get('location')).toBe('/taken');
  },
);

test('a wrong password and an unknown name get the same answer', async () => {
  const wrong = await world.visitor().login('anna', 'verkeerd');
  const unknown = await world.visitor().login('niemand', 'verkeerd');
  expect([wrong.status, unknown.status]).toEqual([401, 401]);
  expect(wrong.text).toContain('horen niet bij elkaar');
  const bare = (text: string) => text.replaceAll(/value="[^"]*"/g, '');
  expect(bare(unknown.text)).toBe(bare(wrong.text));
});

test('looking at the login page makes no session, and one that somebody put there is worth nothing after the login', async () => {
  const before = await world.collection('sessions').countDocuments();
  const visitor = world.visitor();
  await visitor.get('/inloggen');
  expect(await world.collection('sessions').countDocuments()).toBe(before);
  const planted = 'a'.repeat(43);
  visitor.cookies.set('intake', planted);
  await visitor.login('anna', PASSWORD);
  expect(visitor.cookies.get('intake')).not.toBe(planted);
  const thief = world.visitor();
  thief.cookies.set('intake', planted);
  expect((await thief.get('/taken')).status).toBe(303);
});

test('a request that began before logging out and ends after it does not bring the session back', async () => {
  const visitor = await world.as('anna');
  const kept = visitor.cookies.get('intake') ?? '';
  const page = `/taken/${(await world.ask()).nummer}`;
  const body = new URLSearchParams({ _csrf: await visitor.csrf(page) }).toString();
  // What it did is said on the next page, so that its session is written at its end.
  const slow = http.request(`${world.address}${page}/oppakken`, {
    method: 'POST',
    headers: {
      cookie: `intake=${kept}`,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': body.length,
      expect: '100-continue',
    },
  });
  slow.flushHeaders();
  await once(slow, 'continue');
  expect((await visitor.submit('/taken', '/uitloggen')).status).toBe(303);
  slow.end(body);
  const [answer] = (await once(slow, 'response')) as [http.IncomingMessage];
  answer.resume();
  expect([answer.statusCode, answer.headers.location]).toEqual([303, page]);
  const thief = world.visitor();
  thief.cookies.set('intake', kept);
  expect((await thief.get('/taken')).status).toBe(303);
});

test('after logging out the session is gone, whoever kept the cookie', async () => {
  const visitor = await world.as('anna');
  const kept = visitor.cookies.get('intake') ?? '';
  expect((await visitor.submit('/taken', '/uitloggen')).status).toBe(303);
  const thief = world.visitor();
  thief.cookies.set('intake', kept);
  expect((await thief.get('/taken')).status).toBe(303);
});

test('the database holds no session id that could be used', async () => {
  const visitor = await world.as('anna');
  const id = visitor.cookies.get('intake') ?? '';
  const stored = await world.collection('sessions').find().toArray();
  expect(stored.length).toBeGreaterThan(0);
  expect(JSON.stringify(stored)).not.toContain(id);
});

test('a form without the token of its session is refused', async () => {
  const anna = await world.as('anna');
  const bram = await world.as('bram');
  const stolen = await bram.csrf('/taken');
  expect((await anna.post('/taken/volgende', {})).status).toBe(403);
  expect((await anna.post('/taken/volgende', { _csrf: stolen })).status).toBe(403);
  expect((await world.visitor().post('/inloggen', { gebruikersnaam: 'anna', wachtwoord: PASSWORD })).status).toBe(403);
});

test('the cookie is for this server alone, and no script reads it', async () => {
  const answer = await world.visitor().login('anna', PASSWORD);
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('intake=')) ?? '';
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Lax/);
  expect(cookie).not.toMatch(/Domain/);
});

test('a session ends after eight hours without a request', async () => {
  const visitor = await world.as('anna');
  const now = world.clock.now();
  world.setNow(new Date(now.getTime() + 8 * 3_600_000 + 1_000).toISOString());
  expect((await visitor.get('/taken')).status).toBe(303);
  world.setNow(now.toISOString());
});

test('a session ends after twelve hours, however busy it was', async () => {
  const visitor = await world.as('anna');
  const now = world.clock.now();
  world.setNow(new Date(now.getTime() + 7 * 3_600_000).toISOString());
  expect((await visitor.get('/taken')).status).toBe(200);
  world.setNow(new Date(now.getTime() + 11 * 3_600_000).toISOString());
  expect((await visitor.get('/taken')).status).toBe(200);
  world.setNow(new Date(now.getTime() + 12 * 3_600_000 + 1_000).toISOString());
  expect((await visitor.get('/taken')).status).toBe(303);
  world.setNow(now.toISOString());
});

/** The next try of a slowed account or address is an hour away, and nobody waits for it. */
const STRICT = { perAccount: 100, perAddress: 100, slowMs: 3_600_000, patienceMs: 1 };

test('after too many wrong passwords strangers are asked to wait, also when the next one is right', async () => {
  const strict = await createHttpWorld(stores, { loginLimits: { ...STRICT, perAccount: 3 } });
  try {
    for (let attempt = 0; attempt < 4; attempt += 1) await strict.visitor().login('carla', 'verkeerd');
    const refused = await strict.visitor().login('carla', PASSWORD);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.text).toContain('value="carla"');
    expect((await strict.visitor().login('bram', PASSWORD)).status).toBe(303);
  } finally {
    await strict.close();
  }
});

test.each([
  ['behind a proxy that ends TLS the wrong passwords of one do not slow others', 'https://intake.example', 303],
  ['without a proxy nobody says who they are', 'http://intake.example', 429],
])('%s', async (_title, publicUrl, status) => {
  await stores.emptyRedis();
  const strict = await createHttpWorld(stores, { settings: { publicUrl }, loginLimits: { ...STRICT, perAddress: 2 } });
  const login = (address: string, wachtwoord: string) =>
    strict
      .visitor()
      .submit('/inloggen', '/inloggen', { gebruikersnaam: 'bram', wachtwoord }, { 'x-forwarded-for': address });
  try {
    for (let attempt = 0; attempt < 3; attempt += 1) await login('203.0.113.9', 'verkeerd');
    // Whatever the visitor put before it: what the proxy itself saw is the last.
    expect((await login('198.51.100.7, 203.0.113.9', PASSWORD)).status).toBe(429);
    expect((await login('198.51.100.7', PASSWORD)).status).toBe(status);
  } finally {
    await strict.close();
  }
});

test('over https the cookie is Secure and bound to the host, also behind a proxy', async () => {
  const secure = await createHttpWorld(stores, { settings: { publicUrl: 'https://intake.voorbeeldstad.example' } });
  try {
    const visitor = secure.visitor();
    const answer = await visitor.login('anna', PASSWORD);
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('__Host-intake=')) ?? '';
    expect(cookie).toMatch(/; Secure/);
    expect(cookie).toMatch(/Path=\//);
    expect(answer.headers.get('strict-transport-security')).toContain('max-age=31536000');
    expect((await visitor.get('/taken')).status).toBe(200);
  } finally {
    await secure.close();
  }
});
