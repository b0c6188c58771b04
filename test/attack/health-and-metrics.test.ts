import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HealthPart } from '#infrastructure/http/http-deps.ts';
import type { HttpSettings } from '#infrastructure/http/http-settings.ts';
import { createHttpWorld, PASSWORD, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { createBrowserless } from '#test/support/http/browserless.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
const SECRETS = [
  'info@voorbeeldstad.example',
  'imap.voorbeeldstad.example',
  'zekering',
  'virusscanner',
  'AUTHENTICATIONFAILED',
];
const up = () => Promise.resolve({ ok: true });
const health: HealthPart[] = [
  { naam: 'mongodb', nodig: true, openbaar: true, check: up },
  { naam: 'redis', nodig: false, openbaar: true, check: () => Promise.resolve({ ok: false, detail: 'ECONNREFUSED' }) },
  { naam: 'virusscanner', nodig: false, check: up },
  {
    naam: 'mailbox:info@voorbeeldstad.example',
    nodig: false,
    check: () => Promise.resolve({ ok: false, detail: 'AUTHENTICATIONFAILED' }),
  },
  { naam: 'zekering:imap.voorbeeldstad.example', nodig: false, check: up },
];
const MEETTOKEN = 'meet-token-0123456789';
const metricsSha256 = createHash('sha256').update(MEETTOKEN).digest('hex');

const worlds: HttpWorld[] = [];
async function serve(settings: Partial<HttpSettings> = {}): Promise<HttpWorld> {
  const world = await createHttpWorld(stores, { health, settings, workers: false });
  worlds.push(world);
  return world;
}
let local: HttpWorld;
/** As in production: people reach it under an address of its own, through a proxy on this machine. */
let published: HttpWorld;
let guarded: HttpWorld;
let open: HttpWorld;
beforeAll(async () => {
  local = await serve();
  published = await serve({ publicUrl: 'http://intake.voorbeeldstad.example' });
  guarded = await serve({ publicUrl: 'http://intake.voorbeeldstad.example', metricsSha256 });
  open = await serve({ host: '0.0.0.0' });
});
afterAll(async () => {
  for (const world of worlds) await world.close();
});

const at = (world: HttpWorld) => world.address.replace('0.0.0.0', '127.0.0.1');
const ask = (world: HttpWorld, path: string, headers: Record<string, string> = {}) =>
  createBrowserless(at(world)).get(path, headers);

/** What proxies say of whom they ask for; each of them alone makes a request one from elsewhere. */
const PROXIED: Record<string, string>[] = [
  { 'x-forwarded-for': '203.0.113.7' },
  { forwarded: 'for=203.0.113.7' },
  { via: '1.1 proxy' },
  { 'x-real-ip': '203.0.113.7' },
  { 'x-forwarded-host': 'intake.voorbeeldstad.example' },
  { 'x-forwarded-proto': 'https' },
  { 'cf-connecting-ip': '203.0.113.7' },
  { 'true-client-ip': '203.0.113.7' },
  { 'x-client-ip': '203.0.113.7' },
];

test.each(PROXIED)(
  'whoever comes through a proxy (%o) reads neither the measurements nor who our mailboxes are',
  async (headers) => {
    expect((await ask(local, '/metrics', headers)).status).toBe(404);
    const { text } = await ask(local, '/health/ready', headers);
    for (const secret of SECRETS) expect(text).not.toContain(secret);
  },
);

test('a proxy on this machine that says nothing of whom it asks for opens neither, once there is a public address', async () => {
  for (const world of [published, open]) {
    const metrics = await ask(world, '/metrics');
    expect(metrics.status).toBe(404);
    expect(metrics.text).toContain('toegang.metingen');
    const { text, status } = await ask(world, '/health/ready');
    expect(status).toBe(200);
    for (const secret of SECRETS) expect(text).not.toContain(secret);
  }
});

test('nor does a page of another site that names this machine (a rebound name)', async () => {
  const { rawRequest } = await import('#test/support/hostile/raw-request.ts');
  for (const path of ['/metrics', '/health/ready']) {
    const answer = await rawRequest(
      local.address,
      `GET ${path} HTTP/1.1\r\nHost: elders.example\r\nConnection: close\r\n\r\n`,
    );
    for (const secret of SECRETS) expect(answer).not.toContain(secret);
    expect(answer).not.toContain('intake_http_request_seconds');
  }
});

test('a stranger reads whether it is ready, and of the stores only that they answer', async () => {
  const answer = await ask(published, '/health/ready');
  expect(answer.json<object>()).toEqual({
    status: 'ok',
    onderdelen: [
      { naam: 'mongodb', nodig: true, ok: true },
      { naam: 'redis', nodig: false, ok: false },
    ],
  });
});

test('this machine, the token of the measurements and an operator read all of it', async () => {
  const whole = (text: string) => {
    for (const { naam } of health) expect(text).toContain(naam);
    expect(text).toContain('AUTHENTICATIONFAILED');
  };
  whole((await ask(local, '/health/ready')).text);
  const bearer = { authorization: `Bearer ${MEETTOKEN}` };
  whole((await ask(guarded, '/health/ready', bearer)).text);
  const dirk = createBrowserless(at(published));
  await dirk.login('dirk', PASSWORD);
  whole((await dirk.get('/health/ready')).text);
});

test('a colleague who is no operator and a wrong token read what a stranger reads', async () => {
  const carla = createBrowserless(at(published));
  await carla.login('carla', PASSWORD);
  const answers = [
    await carla.get('/health/ready'),
    await ask(guarded, '/health/ready', { authorization: 'Bearer anders' }),
    await ask(published, '/health/ready', { authorization: `Bearer ${MEETTOKEN}` }),
    await ask(published, '/health/ready', { cookie: 'intake=gestolen' }),
  ];
  for (const { text, status } of answers) {
    expect(status).toBe(200);
    for (const secret of SECRETS) expect(text).not.toContain(secret);
  }
});

test('the measurements are for their token', async () => {
  expect((await ask(guarded, '/metrics')).status).toBe(404);
  expect((await ask(guarded, '/metrics', { authorization: 'Bearer anders' })).status).toBe(404);
  expect((await ask(guarded, '/metrics', { authorization: `Bearer ${metricsSha256}` })).status).toBe(404);
  expect((await ask(guarded, '/metrics', { authorization: `Bearer ${MEETTOKEN}` })).status).toBe(200);
  expect((await ask(local, '/metrics')).status).toBe(200);
});
