import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBodyReader } from '#infrastructure/http/bodies/bounded-body.ts';
import { createLog } from '#infrastructure/logging/create-log.ts';
import { createHttpWorld, PASSWORD, READ_TOKEN, TOKEN, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { measure } from '#test/support/hostile/measure.ts';
import { closedWithin, open, rawRequest, statusesOf } from '#test/support/hostile/raw-request.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createWhatsapp, type Whatsapp } from '#test/support/whatsapp/create-whatsapp.ts';
import { payloadOf, sign, text } from '#test/support/whatsapp/payloads.ts';

const stores = isolatedStores();
const MB = 1024 * 1024;
/** Of the right form, and of nothing. */
const FORGED = `sha256=${'0'.repeat(64)}`;
/** Lines of the log. */
const written: string[] = [];
let whatsapp: Whatsapp;
let world: HttpWorld;
beforeAll(async () => {
  whatsapp = await createWhatsapp(stores);
  const log = createLog('debug', { write: (line: string) => void written.push(line) });
  const patience = { headersMs: 600, requestMs: 2_000, lookMs: 100, webhookMs: 600 };
  world = await createHttpWorld(stores, { whatsapp: whatsapp.source, settings: { patience }, log });
});
afterAll(async () => {
  await world.close();
  await whatsapp.close();
});

const post = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(`${world.address}${path}`, { method: 'POST', body, headers, redirect: 'manual' }).then(
    async (answer) => ({ status: answer.status, text: await answer.text() }),
    // Cut off while it was still sending.
    () => ({ status: 0, text: '' }),
  );
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const json = { 'content-type': 'application/json', authorization: `Token ${TOKEN}` };
const isWell = async () => expect((await fetch(`${world.address}/health/live`)).status).toBe(200);

/** Delivers something healthy and sees that it is taken. */
async function deliversStill() {
  const raw = payloadOf([text(crypto.randomUUID(), 1_764_000_000, 'hoi')]);
  const answer = await post('/webhooks/whatsapp', Buffer.from(raw), { 'x-hub-signature-256': sign(raw) });
  expect(answer.status).toBe(200);
}

test.each([
  ['two lengths', 'Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello'],
  [
    'a length and chunks',
    'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /health/live HTTP/1.1\r\nHost: x\r\n\r\n',
  ],
  ['chunks under another name', 'Transfer-Encoding: xchunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n'],
  ['chunks twice', 'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n'],
  ['a space before the colon', 'Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n'],
  ['a folded header', 'X-A: b\r\n c\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n'],
  ['a bare newline', 'X-A: b\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
  ['a NUL in a header', 'X-A: a\0b\r\n\r\n'],
  ['a negative length', 'Content-Length: -1\r\n\r\n'],
  ['chunks of nonsense', 'Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n'],
  ['a chunk larger than all numbers', 'Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nhello\r\n0\r\n\r\n'],
  ['a header of a hundred kilobytes', `X-A: ${'a'.repeat(100_000)}\r\n\r\n`],
  ['ten thousand headers', `${'X-A: b\r\n'.repeat(10_000)}\r\n`],
  ['a cookie of a hundred kilobytes', `Cookie: intake=${'a'.repeat(100_000)}\r\n\r\n`],
  ['a token of a hundred kilobytes', `Authorization: Token ${'a'.repeat(100_000)}\r\n\r\n`],
])('a request with %s is refused, and nothing is smuggled behind it', async (_, rest) => {
  const answer = await rawRequest(world.address, `POST /webhooks/whatsapp HTTP/1.1\r\nHost: x\r\n${rest}`, 1_500);
  expect(statusesOf(answer).filter((status) => status < 400)).toEqual([]);
  await isWell();
});

test.each([
  'CONNECT x:80',
  'TRACE /taken',
  'PROPFIND /taken',
  'QUERY /taken',
  'BREW /taken',
  'get /taken',
  'OPTIONS *',
  'PRI *',
  'POST taken',
  'GET http://elders.example/taken',
  'GET //elders.example/taken',
  'POST /inloggen\0',
])('the odd request %j is no error of ours, and shows nothing', async (line) => {
  const answer = await rawRequest(world.address, `${line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, 1_500);
  expect(statusesOf(answer).filter((status) => status >= 500)).toEqual([]);
  expect(answer).not.toMatch(/location: (https?:)?\/\/elders/i);
  await isWell();
});

test('whoever drips heads or bodies is cut off, and others are served in the meantime', async () => {
  const { ms } = await measure(async () => {
    const slow = Array.from({ length: 150 }, (_, place) => {
      const socket = open(world.address);
      const head = `POST /webhooks/whatsapp HTTP/1.1\r\nHost: x\r\nX-Hub-Signature-256: ${FORGED}\r\n`;
      socket.write(place % 2 === 0 ? head : `${head}Content-Length: 3000000\r\n\r\n[`);
      const drip = setInterval(() => socket.writable && socket.write('a'), 50);
      socket.once('close', () => {
        clearInterval(drip);
      });
      return socket;
    });
    const closed = Promise.all(slow.map((socket) => closedWithin(socket, 8_000)));
    await deliversStill();
    await isWell();
    expect((await closed).every(Boolean)).toBe(true);
  });
  expect(ms).toBeLessThan(10_000);
  await deliversStill();
});

test('sixty large deliveries at once that never end do not fill the memory', async () => {
  const before = process.memoryUsage.rss() / MB;
  const body = Buffer.alloc(3 * MB, 0x5b);
  const { result, peakMb } = await measure(() =>
    Promise.all(
      Array.from({ length: 60 }, () => {
        const socket = open(world.address);
        const head = `POST /webhooks/whatsapp HTTP/1.1\r\nHost: x\r\nX-Hub-Signature-256: ${FORGED}`;
        socket.write(`${head}\r\nContent-Length: ${body.length}\r\n\r\n`);
        socket.write(body.subarray(0, -1));
        let answer = '';
        socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
        return closedWithin(socket, 8_000).then(() => statusesOf(answer)[0] ?? 0);
      }),
    ),
  );
  expect(result.every((status) => status === 0 || status >= 400)).toBe(true);
  expect(peakMb - before).toBeLessThan(400);
  await deliversStill();
});

test('a body over the limit is refused where it is read, whatever it says of itself', async () => {
  const chunked = new ReadableStream({
    start(controller) {
      for (let at = 0; at < 6; at += 1) controller.enqueue(new Uint8Array(MB));
      controller.close();
    },
  });
  const streamed = await fetch(`${world.address}/webhooks/whatsapp`, {
    method: 'POST',
    body: chunked,
    duplex: 'half',
    headers: { 'x-hub-signature-256': FORGED },
  }).then(
    ({ status }) => status,
    () => 0,
  );
  expect([413, 0]).toContain(streamed);
  expect((await post('/webhooks/whatsapp', Buffer.alloc(3 * MB + 1))).status).toBe(413);
  // Of people that nobody knows: no more than a login form.
  expect((await post('/inloggen', `a=${'b'.repeat(100_000)}`, form)).status).toBe(413);
  expect([413, 0]).toContain((await post('/formulieren/balie', Buffer.alloc(11 * MB, 0x20), json)).status);
  await deliversStill();
});

test.each([
  'application/json',
  'text/plain',
  'application/xml',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'a'.repeat(500),
  '/',
  'application/json; charset=utf-7',
  'application/x-www-form-urlencoded; charset="',
])('a body under the type %j is refused or not there for whoever is not logged in', async (type) => {
  for (const path of [
    '/inloggen',
    '/balie',
    '/taken/1/oppakken',
    '/beheer/geparkeerd/x/vervangen',
    '/formulieren/balie',
    '/klantinteracties/api/v1/klantcontacten',
    '/bestaat/niet',
  ]) {
    const { status } = await post(path, '{"a":1}', { 'content-type': type });
    expect([303, 400, 401, 403, 404, 405, 406, 413, 415], `${path} ${status}`).toContain(status);
  }
});

test('prototypes, operators and code in what is sent are text and nothing else', async () => {
  const visitor = world.visitor();
  const csrf = await visitor.csrf('/inloggen');
  const polluting = '{"__proto__":{"vervuild":1},"constructor":{"prototype":{"vervuild":1}}}';
  for (const fields of [
    { 'gebruikersnaam[$ne]': 'x', 'wachtwoord[$ne]': 'x' },
    { gebruikersnaam: '{"$ne":null}', wachtwoord: '{"$gt":""}' },
    { gebruikersnaam: '__proto__', wachtwoord: 'constructor' },
    { gebruikersnaam: 'anna\0', wachtwoord: PASSWORD },
    { gebruikersnaam: "anna' || '1'=='1", wachtwoord: '$where: sleep(5000)' },
  ]) {
    const { status } = await visitor.post('/inloggen', { _csrf: csrf, ...fields });
    expect(status).toBe(401);
  }
  const asJson = await visitor.json('/inloggen', {
    _csrf: csrf,
    gebruikersnaam: { $ne: null },
    wachtwoord: { $ne: null },
  });
  expect(asJson.status).toBe(401);
  for (const path of ['/inloggen', '/taken/1/oppakken', '/formulieren/balie'])
    expect((await post(path, polluting, json)).status).toBeGreaterThanOrEqual(400);
  expect((await post('/inloggen', '__proto__[vervuild]=1&__proto__=1&constructor=1', form)).status).toBe(403);
  expect(({} as { vervuild?: number }).vervuild).toBeUndefined();
  for (const path of ['/formulieren/inzendingen/%7B%22$ne%22:null%7D', '/formulieren/inzendingen/__proto__']) {
    const answer = await fetch(`${world.address}${path}`, { headers: json });
    expect(answer.status).toBe(404);
  }
});

const ROADS = [
  '../../package.json',
  '..%2f..%2fpackage.json',
  '%2e%2e%2f%2e%2e%2fpackage.json',
  '..%252f..%252fpackage.json',
  '..\\..\\package.json',
  '..%5c..%5cpackage.json',
  '%00',
  'stijl.css%00.png',
  '/etc/passwd',
  '%2fetc%2fpasswd',
  '....//',
  'a'.repeat(5_000),
  '%E0%A4%A',
  '{"$ne":null}',
  '%F0%9F%92%A9',
  ';',
  '*',
];
test.each(ROADS)('the road %j leads nowhere', async (road) => {
  const dirk = await world.as('dirk');
  const bearer = { authorization: `Token ${READ_TOKEN}` };
  for (const start of [
    '/middelen/',
    '/bijlagen/',
    '/beheer/geparkeerd/',
    '/taken/',
    '/taken/1/berichten/',
    '/beheer/wachtrijen/',
    '/klantinteracties/api/v1/klantcontacten/',
    '/',
  ]) {
    const answer = await rawRequest(
      world.address,
      `GET ${start}${road.replaceAll(' ', '%20')} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: ${[...dirk.cookies].map(([name, value]) => `${name}=${value}`).join('; ')}\r\n${start.startsWith('/klant') ? `Authorization: ${bearer.authorization}\r\n` : ''}\r\n`,
    );
    const [status = 0] = statusesOf(answer);
    expect(status, `${start}${road}`).toBeGreaterThanOrEqual(200);
    expect(status, `${start}${road}`).toBeLessThan(500);
    expect(answer).not.toContain('"klantcontact-intake"');
    expect(answer).not.toContain('root:x:');
  }
});

test('parameters given twice, as lists or as objects do no harm', async () => {
  const dirk = await world.as('dirk');
  for (const query of [
    'lijst=a&lijst=mijn',
    'lijst[]=mijn',
    'eenheid[$ne]=x',
    'na=1.x&na=2',
    'na[$gt]=',
    '__proto__=1',
    'constructor[prototype][a]=1',
    'a='.repeat(2_000),
    '%',
    'na=99999999999999999999.00000000-0000-0000-0000-000000000000',
    'na=999999999999999.00000000-0000-0000-0000-000000000000',
  ]) {
    const { status } = await dirk.get(`/taken?${query}`);
    expect(status, query).toBeLessThan(500);
    const register = await dirk.get(`/klantinteracties/api/v1/klantcontacten?${query}`, {
      authorization: `Token ${TOKEN}`,
    });
    expect([200, 400, 404, 414, 501], query).toContain(register.status);
  }
  for (const page of [
    'page=1&page=2',
    'page=-1',
    'page=1e9',
    'page=%00',
    'pageSize=999999999999',
    'page[$gt]=0',
    'page=',
  ]) {
    const { status } = await dirk.get(`/klantinteracties/api/v1/betrokkenen?${page}`, {
      authorization: `Token ${TOKEN}`,
    });
    expect([200, 400, 404], page).toContain(status);
  }
});

test('after the login nobody is sent to another site, and the Host header decides nothing', async () => {
  for (const naar of [
    '//elders.example',
    '/\\elders.example',
    'https://elders.example',
    'javascript:alert(1)',
    '/%09/elders.example',
    '/taken\r\nSet-Cookie: a=b',
    '\t//elders.example',
    '/@elders.example',
    '/taken/..//elders.example',
    ['/taken', '//elders.example'].join('&naar='),
  ]) {
    const answer = await world.visitor().login('anna', PASSWORD, naar);
    const location = answer.headers.get('location') ?? '';
    expect(new URL(location, world.address).origin, naar).toBe(world.address);
    expect(location.startsWith('//')).toBe(false);
  }
  const answer = await rawRequest(
    world.address,
    'GET /taken HTTP/1.1\r\nHost: elders.example\r\nX-Forwarded-Host: elders.example\r\nForwarded: host=elders.example\r\nReferer: http://elders.example\r\nConnection: close\r\n\r\n',
  );
  expect(answer).not.toContain('elders.example');
});

test('a form of another site changes nothing', async () => {
  const anna = await world.as('anna');
  const { nummer } = await world.ask();
  for (const headers of [
    {},
    { origin: 'http://elders.example' },
    { 'csrf-token': '' },
    { 'csrf-token': 'x'.repeat(5_000) },
  ] as Record<string, string>[]) {
    expect((await anna.post(`/taken/${nummer}/oppakken`, {}, headers)).status).toBe(403);
    expect((await anna.post('/balie', { 'onderwerpen.0.onderwerp': 'x' }, headers)).status).toBe(403);
  }
  expect((await anna.post(`/taken/${nummer}/oppakken`, { '_csrf[]': 'x', _csrf: '' })).status).toBe(403);
});

test('bodies together hold no more than is set; what has gone leaves its room', async () => {
  const readBody = createBodyReader({ perBody: 100_000, together: 250_000, withinMs: 400 });
  const statusOf = (body: PassThrough, length?: number, from = 'x') =>
    readBody(body, { from, length }).then(
      (read) => read.length,
      (thrown: unknown) => (thrown as { statusCode: number }).statusCode,
    );
  const bodies = Array.from({ length: 3 }, () => new PassThrough());
  const read = bodies.map((body, at) => statusOf(body, 90_000, `sender ${at}`));
  for (const body of bodies) body.write(Buffer.alloc(89_999));
  // The oldest made room for the third.
  expect(await read[0]).toBe(503);
  bodies[1]?.end('a');
  expect(await read[1]).toBe(90_000);
  expect(await statusOf(new PassThrough().end(Buffer.alloc(100_001)))).toBe(413);
  expect(await statusOf(new PassThrough(), 100_001)).toBe(413);
  expect(await read[2]).toBe(408);
  // Chunks, of which nobody said how many there are.
  expect(await statusOf(new PassThrough().end(Buffer.alloc(100_000)))).toBe(100_000);
});

test('the log of all this holds nothing of what was sent', async () => {
  const mark = 'MERKTEKEN';
  const headers = {
    cookie: `intake=${mark}`,
    'x-hub-signature-256': mark,
    'idempotency-key': `${mark}!`,
    referer: `http://${mark}/`,
  };
  const bodies = [`{"${mark}":"${mark}"`, `{"${mark}":{"$ne":"${mark}"}}`, `"${mark}`, mark];
  for (const path of [
    '/webhooks/whatsapp',
    '/formulieren/balie',
    '/inloggen',
    `/taken/${mark}/oppakken`,
    `/${mark}?${mark}=${mark}`,
  ])
    for (const body of bodies) await post(path, body, { ...json, ...headers });
  expect(written.length).toBeGreaterThan(20);
  expect(written.join('')).not.toContain(mark);
  expect(written.join('')).not.toContain('"level":"error"');
});
