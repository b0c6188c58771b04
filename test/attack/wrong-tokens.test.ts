import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Log } from '#application/ports/log.ts';
import {
  createHttpWorld,
  READ_TOKEN,
  type HttpWorld,
  type HttpWorldOptions,
} from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const API = '/klantinteracties/api/v1/klantcontacten';
const stores = isolatedStores();
const worlds: HttpWorld[] = [];
const lines: { facts: Record<string, unknown>; message: string }[] = [];
const log: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: (facts, message) => void lines.push({ facts, message }),
  error: () => undefined,
};

async function open(options: HttpWorldOptions = {}) {
  const world = await createHttpWorld(stores, { log, workers: false, ...options });
  worlds.push(world);
  const ask = (path: string, token: string, from?: string) =>
    world.visitor().get(path, {
      authorization: `Token ${token}`,
      ...(from === undefined ? {} : { 'x-forwarded-for': from }),
    });
  return { ...world, ask };
}
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
});
afterAll(() => undefined);

const EVERY_DOOR = [API, `${API}/${crypto.randomUUID()}`, '/taken', '/taken/2000000001', '/formulieren/inzendingen/x'];

describe('wrong tokens', () => {
  it('of one address are told to wait after sixty, whatever they ask for, and in the words of each part', async () => {
    const { ask } = await open();
    const statuses: number[] = [];
    for (let at = 0; at < 60; at += 1) statuses.push((await ask(EVERY_DOOR[at % 5] ?? API, `fout-${at}`)).status);
    expect(new Set(statuses)).toEqual(new Set([401]));
    for (const path of EVERY_DOOR) {
      const refused = await ask(path, 'fout');
      expect([path, refused.status]).toEqual([path, 429]);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(200);
      expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(refused.json()).toMatchObject({ code: 'throttled', status: 429 });
    }
  });

  it('never shut out a right one from the same address, nor one from another', async () => {
    const { ask } = await open({ settings: { proxies: ['loopback'] } });
    for (let at = 0; at < 80; at += 1) await ask(API, `fout-${at}`, '203.0.113.7');
    expect((await ask(API, 'fout', '203.0.113.7')).status).toBe(429);
    expect((await ask(API, READ_TOKEN, '203.0.113.7')).status).toBe(200);
    expect((await ask(API, 'fout', '203.0.113.8')).status).toBe(401);
  });

  it('of one subscriber of IPv6 count together', async () => {
    const { ask } = await open({ settings: { proxies: ['loopback'] } });
    for (let at = 0; at < 61; at += 1) await ask(API, 'fout', `2001:db8:0:7::${at.toString(16)}`);
    expect((await ask(API, 'fout', '2001:db8:0:7:ffff::1')).status).toBe(429);
    expect((await ask(API, 'fout', '2001:db8:0:8::1')).status).toBe(401);
  });

  it('are counted without naming anybody, and a flood of them is one line', async () => {
    lines.length = 0;
    const world = await open();
    for (let at = 0; at < 100; at += 1) await world.ask(API, `geheim-${at}`);
    const metrics = await world.visitor().get('/metrics');
    expect(metrics.text).toContain('intake_tokens_refused_total{reason="unknown"} 100');
    await worlds.pop()?.close();
    const told = lines.filter(({ message }) => message === 'tokens-refused');
    expect(told).toEqual([{ message: 'tokens-refused', facts: { count: 100, seconds: 60 } }]);
  });
});

describe('a token', () => {
  it('has a budget of its own in a minute, and is told when to come back', async () => {
    const token = 'token-met-weinig-0123456789';
    const { ask, visitor } = await open({ tokens: [{ naam: 'weinig', token, rechten: ['lezen'], perMinuut: 3 }] });
    for (const path of [API, '/taken', API]) expect((await ask(path, token)).status).toBe(200);
    for (const path of [API, '/taken', '/formulieren/inzendingen/x', '/nergens']) {
      const refused = await ask(path, token);
      expect([path, refused.status]).toEqual([path, 429]);
      const seconds = Number(refused.headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(60);
      expect(refused.json()).toMatchObject({ code: 'throttled', status: 429 });
      expect(refused.json<{ detail: string }>().detail).toContain('3 aanvragen per minuut');
    }
    expect((await ask(API, READ_TOKEN)).status).toBe(200);
    expect((await visitor().get('/metrics')).text).toContain('intake_tokens_refused_total{reason="over-budget"} 4');
  });

  it('still works on our pages when strangers at its address have used up what people may ask there', async () => {
    const { ask, visitor } = await open({ settings: { requestsPerMinute: 5 } });
    let last = 0;
    for (let at = 0; at < 8; at += 1) last = (await visitor().get('/inloggen')).status;
    expect(last).toBe(429);
    expect((await ask('/taken', READ_TOKEN)).status).toBe(200);
  });

  it('that has expired is one that nobody knows', async () => {
    const past = { naam: 'oud', token: 'token-van-vroeger-0123456789', rechten: ['lezen'] as const };
    const { ask } = await open({ tokens: [{ ...past, verlooptOp: new Date(Date.now() - 1) }] });
    const [old, unknown] = [await ask(API, past.token), await ask(API, 'onzin')];
    expect(old.status).toBe(401);
    const bare = (text: string) => text.replace(/urn:uuid:[0-9a-f-]+/, '');
    expect(bare(old.text)).toBe(bare(unknown.text));
  });
});
