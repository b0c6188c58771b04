import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { sendHalf, type HalfRequest, type HalfSent } from '#test/support/hostile/half-sent.ts';
import { csrfOf, type Browserless } from '#test/support/http/browserless.ts';
import { createHttpWorld, READ_TOKEN, TOKEN, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { newMessage } from '#test/support/spine/create-spine.ts';
import { createWhatsapp, type Whatsapp } from '#test/support/whatsapp/create-whatsapp.ts';

const stores = isolatedStores();
const MB = 1024 * 1024;
const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data; boundary=grens';
let whatsapp: Whatsapp;
let world: HttpWorld;
let bericht: string;
beforeAll(async () => {
  whatsapp = await createWhatsapp(stores);
  world = await createHttpWorld(stores, { whatsapp: whatsapp.source });
  const message = newMessage('Subject: onleesbaar\n\nx', 3);
  bericht = message.uuid;
  await world.messages.accept([message], undefined);
  await world.parkMessage(bericht, { code: 'mail-unreadable' });
});
afterAll(async () => {
  await world.close();
  await whatsapp.close();
});

const opened: HalfSent[] = [];
afterEach(() => {
  for (const { socket } of opened.splice(0)) socket.destroy();
});
function half(request: Omit<HalfRequest, 'length'> & { length?: number }): HalfSent {
  const sent = sendHalf(world.address, { length: 40 * MB, ...request });
  opened.push(sent);
  return sent;
}

const cookiesOf = (browser: Browserless) => ({
  cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
});
const part = (name: string, value: string, more = '') =>
  `--grens\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;

/** Every address that takes a body, as the router has it. */
const writing = () =>
  world.routes
    .filter(({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method))
    .map(({ method, url }) => ({ method, path: url.replace(/:(\w+)/g, 'x').replace('*', 'x') }));

const BODIES: readonly [type: string, begin: string][] = [
  [FORM, 'naam=a&'],
  ['application/json', '{"medewerker":"anna",'],
  [MULTIPART, part('reden', 'a')],
  ['application/octet-stream', 'MZ'],
];

test.each(BODIES)(
  'a stranger who sends the head and the beginning of a large body (%s) has the answer, at every address',
  async (type, body) => {
    const routes = writing();
    expect(routes.length).toBeGreaterThan(40);
    for (const { method, path } of [...routes, { method: 'POST', path: '/bestaat/niet' }]) {
      for (const length of [40 * MB, 900_000]) {
        const sent = half({ method, path, length, body, headers: { 'content-type': type } });
        const status = await sent.answered;
        expect([303, 401, 403, 404, 405, 413, 415], `${method} ${path} ${status}`).toContain(status);
        sent.socket.destroy();
      }
    }
  },
);

test('the connection of whoever goes on sending ends', async () => {
  const sent = half({ path: '/balie', body: 'naam=a&', headers: { 'content-type': FORM } });
  expect(await sent.answered).toBe(303);
  const more = setInterval(() => sent.socket.writable && sent.socket.write(Buffer.alloc(MB, 'a')), 20);
  await sent.closed;
  clearInterval(more);
});

test('a session without the token of its form is refused by the first field, at every address', async () => {
  const dirk = await world.as('dirk');
  const { nummer } = await world.ask();
  const paths = [
    '/balie',
    '/telefoon',
    '/uitloggen',
    '/taken/volgende',
    `/taken/${nummer}/oppakken`,
    `/taken/${nummer}/beantwoorden`,
    ...['opnieuw', 'wegleggen', 'heropenen', 'velden', 'vervangen'].map(
      (act) => `/beheer/geparkeerd/${bericht}/${act}`,
    ),
  ];
  for (const path of paths)
    for (const [type, body] of BODIES) {
      const sent = half({ path, length: 10_000, body, headers: { 'content-type': type, ...cookiesOf(dirk) } });
      expect(await sent.answered, `${path} ${type}`).toBe(403);
      sent.socket.destroy();
    }
});

test('a file before the token of its form is not read', async () => {
  const dirk = await world.as('dirk');
  const csrf = csrfOf((await dirk.get(`/beheer/geparkeerd/${bericht}`)).text);
  const body = `${part('bestand', 'a'.repeat(50_000), '; filename="a.eml"')}${part('_csrf', csrf)}`;
  const headers = { 'content-type': MULTIPART, ...cookiesOf(dirk) };
  expect(await half({ path: `/beheer/geparkeerd/${bericht}/vervangen`, body, headers }).answered).toBe(403);
});

test('role, existence and whose it is are looked at before the body, with the right token too', async () => {
  const carla = await world.as('carla');
  const dirk = await world.as('dirk');
  const { nummer } = await world.ask();
  const begin = async (browser: Browserless) => {
    const csrf = csrfOf((await browser.get('/taken')).text);
    return [
      [FORM, `_csrf=${encodeURIComponent(csrf)}&reden=a`],
      [MULTIPART, `${part('_csrf', csrf)}${part('bestand', 'a', '; filename="a.eml"')}`],
    ] as const;
  };
  const refusals: [Browserless, string, number][] = [
    // Another unit's task, and a parked message that is not hers.
    [carla, `/taken/${nummer}/beantwoorden`, 403],
    [carla, `/beheer/geparkeerd/${bericht}/vervangen`, 403],
    [carla, `/beheer/geparkeerd/${bericht}/velden`, 403],
    [carla, `/beheer/wachtrijen/api/queues/x/add`, 403],
    [dirk, '/taken/999999/beantwoorden', 404],
    [dirk, `/beheer/geparkeerd/${crypto.randomUUID()}/vervangen`, 404],
    [dirk, `/beheer/geparkeerd/${crypto.randomUUID()}/velden`, 404],
  ];
  for (const [browser, path, expected] of refusals)
    for (const [type, body] of await begin(browser)) {
      const headers = { 'content-type': type, ...cookiesOf(browser) };
      const sent = half({ path, length: 500_000, body, headers });
      expect(await sent.answered, path).toBe(expected);
    }
});

test('a program is known, and its task there, before its body is read', async () => {
  const json = (token: string) => ({ 'content-type': 'application/json', authorization: `Token ${token}` });
  const ask = (path: string, token: string) =>
    half({ path, length: 900_000, body: '{"medewerker":', headers: json(token) }).answered;
  const { nummer } = await world.ask();
  expect(await ask(`/taken/${nummer}/oppakken`, 'verzonnen')).toBe(401);
  expect(await ask(`/taken/${nummer}/oppakken`, READ_TOKEN)).toBe(403);
  expect(await ask('/formulieren/balie', READ_TOKEN)).toBe(403);
  expect(await ask('/taken/999999/oppakken', TOKEN)).toBe(404);
  // What says that it is too large is refused at its head.
  const large = (path: string) => half({ path, length: 60 * MB, body: '{', headers: json(TOKEN) }).answered;
  expect(await large('/formulieren/balie')).toBe(413);
  expect(await large(`/taken/${nummer}/oppakken`)).toBe(413);
});

test('an upload that says it is larger than any file is refused at its head', async () => {
  const dirk = await world.as('dirk');
  const csrf = csrfOf((await dirk.get(`/beheer/geparkeerd/${bericht}`)).text);
  const headers = { 'content-type': MULTIPART, ...cookiesOf(dirk) };
  const sent = half({
    path: `/beheer/geparkeerd/${bericht}/vervangen`,
    length: 60 * MB,
    body: part('_csrf', csrf),
    headers,
  });
  expect(await sent.answered).toBe(413);
});

test('uploads at once are bounded together and for each colleague, and what ends leaves its room', async () => {
  const path = `/beheer/geparkeerd/${bericht}/vervangen`;
  const dirk = await world.as('dirk');
  const csrf = csrfOf((await dirk.get(`/beheer/geparkeerd/${bericht}`)).text);
  const body = `${part('_csrf', csrf)}${part('bestand', 'a', '; filename="a.eml"')}`;
  const upload = () => half({ path, body, headers: { 'content-type': MULTIPART, ...cookiesOf(dirk) } });
  const uploads = Array.from({ length: 8 }, upload);
  const refused = await Promise.race(uploads.map(async (one) => [await one.answered, one] as const));
  expect(refused[0]).toBe(503);
  expect(refused[1].answer().toLowerCase()).toContain('retry-after:');
  const open = () => uploads.filter(({ isOpen }) => isOpen());
  // Of one colleague two of this size fit in what one may hold.
  await eventually(() => open().length === 2, { what: 'the others are refused too' });
  // Small forms of the same person are served meanwhile.
  expect((await dirk.submit('/taken', '/taken/volgende')).status).toBe(303);
  const [first] = open();
  first?.socket.destroy();
  await first?.closed;
  const retry = async () => {
    const again = upload();
    // What is asked afterwards is answered: a refusal would have been there by then.
    await dirk.get('/taken');
    return again.isOpen();
  };
  await eventually(retry, { what: 'there is room again' });
});
