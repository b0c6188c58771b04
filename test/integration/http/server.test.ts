import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { transient } from '#domain/failure/failure.ts';
import type { WhatsappWebhook } from '#application/ports/whatsapp-webhook.ts';
import { rawRequest } from '#test/support/hostile/raw-request.ts';
import { createHttpWorld, TOKEN, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
const received: { raw: Uint8Array; signature: string | undefined }[] = [];
const webhook: WhatsappWebhook = {
  maxBodyBytes: 3 * 1024 * 1024,
  mayBeSigned: () => true,
  challenge: (query) => ({ status: 200, body: String(query['hub.challenge']) }),
  receive: (raw, signature) => {
    received.push({ raw, signature });
    return Promise.resolve({ status: 200 });
  },
};
let isRedisUp = true;
let isMongoUp = true;
const parts = [
  {
    naam: 'mongodb',
    nodig: true,
    check: () => (isMongoUp ? Promise.resolve({ ok: true }) : Promise.reject(transient('mongodb-unreachable', ''))),
  },
  {
    naam: 'redis',
    nodig: false,
    check: () => Promise.resolve({ ok: isRedisUp, detail: isRedisUp ? undefined : 'weg' }),
  },
];
let world: HttpWorld;
beforeAll(async () => {
  world = await createHttpWorld(stores, { whatsapp: webhook, health: parts });
});
afterAll(() => world.close());

test('every answer forbids scripts from elsewhere, frames and guessing of types', async () => {
  const { headers } = await world.visitor().get('/inloggen');
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe');
  expect(policy).toContain("frame-ancestors 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers.get('cache-control')).toBe('no-store');
});

test('what is not there is a Dutch page for people and a problem document for programs', async () => {
  const visitor = world.visitor();
  const page = await visitor.get('/bestaat-niet');
  expect(page.status).toBe(404);
  expect(page.text).toContain('Niet gevonden');
  const problem = await visitor.get('/formulieren/bestaat-niet', { accept: '*/*' });
  expect(problem.headers.get('content-type')).toContain('application/problem+json');
  expect(problem.json<object>()).toMatchObject({ status: 404, code: 'not_found' });
});

test('a method that a path does not have is 405, with those it has', async () => {
  const refused = await world.visitor().send('DELETE', '/formulieren/balie');
  expect(refused.status).toBe(405);
  expect(refused.headers.get('allow')).toBe('POST');
  expect((await world.visitor().send('PUT', '/taken/123')).headers.get('allow')).toBe('GET, HEAD');
});

test.each([
  '/%',
  '/taken/%E0%A4%A',
  '/taken/0',
  '/taken/12345678901',
  '/bijlagen/geen-uuid',
  '/taken?na=%00',
  '/taken/1%00',
])('the odd address %j is refused, not an error of ours', async (path) => {
  const { status } = await (await world.as('dirk')).get(path);
  expect(status).toBeGreaterThanOrEqual(200);
  expect(status).toBeLessThan(500);
});

test('fields sent twice, as lists or as objects do no harm', async () => {
  const anna = await world.as('anna');
  const csrf = await anna.csrf('/taken');
  for (const body of [
    { _csrf: csrf, naar: ['a', 'b'], toelichting: { a: 1 } },
    { _csrf: csrf, kanaal: 7 },
    null,
    'tekst',
  ]) {
    const { nummer } = await world.ask();
    const { status } = await anna.json(`/taken/${nummer}/doorzetten`, body, { 'csrf-token': csrf });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  }
});

test('the webhook gets the bytes exactly as they came', async () => {
  const body = '{ "text" : "caf\\u00e9 \u{1f600} @/" }\n';
  const signature = `sha256=${createHmac('sha256', 'geheim').update(body).digest('hex')}`;
  const answer = await fetch(`${world.address}/webhooks/whatsapp`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
  });
  expect(answer.status).toBe(200);
  expect(Buffer.from(received.at(-1)?.raw ?? []).toString()).toBe(body);
  expect(received.at(-1)?.signature).toBe(signature);
});

test('the webhook answers the challenge as plain text and refuses more than three megabytes', async () => {
  const answer = await world.visitor().get('/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=12345');
  expect(answer.text).toBe('12345');
  expect(answer.headers.get('content-type')).toContain('text/plain');
  const large = await fetch(`${world.address}/webhooks/whatsapp`, {
    method: 'POST',
    body: 'x'.repeat(3 * 1024 * 1024 + 1),
  });
  expect(large.status).toBe(413);
});

test('ready says of each part how it is, and is 503 without one that is needed', async () => {
  const ready = async () => {
    const answer = await world.visitor().get('/health/ready');
    return { status: answer.status, ...answer.json<{ onderdelen: unknown[] }>() };
  };
  expect(await ready()).toMatchObject({ status: 'ok', onderdelen: [{ naam: 'mongodb', ok: true }, { naam: 'redis' }] });
  isRedisUp = false;
  expect(await ready()).toMatchObject({ onderdelen: [{ ok: true }, { naam: 'redis', ok: false, detail: 'weg' }] });
  isMongoUp = false;
  expect((await world.visitor().get('/health/ready')).status).toBe(503);
  expect((await world.visitor().get('/health/live')).status).toBe(200);
  isRedisUp = isMongoUp = true;
});

test('measurements are for this machine, and name routes by their pattern', async () => {
  const { nummer } = await world.ask();
  await (await world.as('anna')).get(`/taken/${nummer}`);
  const { text } = await world.visitor().get('/metrics');
  expect(text).toContain('route="/taken/:nummer"');
  // In the labels: a measured fraction of a second may well have the same digits.
  expect(text.match(/"[^"]*"/g)?.join('\n')).not.toContain(nummer);
  expect(text).toMatch(/intake_queue_waiting\{queue="intake-email"\} 0/);
  expect(text).toMatch(/intake_messages\{state="open"\} \d+/);
  expect((await world.visitor().get('/metrics', { 'x-forwarded-for': '203.0.113.7' })).status).toBe(404);
});

test('from elsewhere the measurements need their token', async () => {
  const other = await createHttpWorld(stores, {
    settings: { metricsSha256: createHash('sha256').update('meet-token').digest('hex') },
  });
  const elsewhere = { 'x-forwarded-for': '203.0.113.7' };
  try {
    const ask = (headers: Record<string, string>) => other.visitor().get('/metrics', { ...elsewhere, ...headers });
    expect((await ask({})).status).toBe(404);
    expect((await ask({ authorization: 'Bearer anders' })).status).toBe(404);
    expect((await ask({ authorization: 'Bearer meet-token' })).status).toBe(200);
  } finally {
    await other.close();
  }
});

test('the register is served beside the screens, for tokens', async () => {
  const visitor = world.visitor();
  const path = '/klantinteracties/api/v1/klantcontacten';
  expect((await visitor.get(path)).status).toBe(401);
  const answer = await visitor.get(path, { authorization: `Token ${TOKEN}` });
  expect(answer.status).toBe(200);
  expect(answer.text).toContain(`${world.address}/klantinteracties`);
});

test('a flood from one address is asked to wait', async () => {
  const strict = await createHttpWorld(stores, { settings: { requestsPerMinute: 5 } });
  try {
    const visitor = strict.visitor();
    for (let request = 0; request < 5; request += 1) expect((await visitor.get('/inloggen')).status).toBe(200);
    expect((await visitor.get('/inloggen')).status).toBe(429);
    expect((await visitor.get('/health/live')).status).toBe(200);
  } finally {
    await strict.close();
  }
});

test.each([
  [431, 'header_too_large', `GET / HTTP/1.1\r\nHost: x\r\nX-Lang: ${'x'.repeat(40_000)}\r\n\r\n`],
  [431, 'header_too_large', `GET /${'x'.repeat(40_000)} HTTP/1.1\r\nHost: x\r\n\r\n`],
  [400, 'parse_error', 'GET / HTTP/1.1\r\nHost: x\r\nZonder dubbele punt\r\n\r\n'],
])('what is refused before it is a request is a problem document too (%i)', async (status, code, bytes) => {
  const answer = await rawRequest(world.address, bytes);
  expect(answer).toContain(`HTTP/1.1 ${status} `);
  expect(answer).toContain('Content-Type: application/problem+json');
  const [, head = '', body = ''] = /^(.*?)\r\n\r\n(.*)$/s.exec(answer) ?? [];
  expect(Number(/Content-Length: (\d+)/.exec(head)?.[1])).toBe(body.length);
  expect(JSON.parse(body)).toMatchObject({ status, code, type: 'about:blank' });
});
