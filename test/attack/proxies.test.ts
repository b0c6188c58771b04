import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Log } from '#application/ports/log.ts';
import { buildHttpApp } from '#infrastructure/http/create-http-server.ts';
import { ConfigProblems } from '#main/config/config-problem.ts';
import { parseConfig } from '#main/config/load-config.ts';
import { createHttpWorld, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { MUNICIPALITY } from '#test/support/program-environment.ts';
import { silentLog } from '#test/support/spine/create-spine.ts';

const stores = isolatedStores();
const lines: string[] = [];
const log: Log = { ...silentLog, warn: (facts, event) => void lines.push(`${JSON.stringify(facts)} ${event}`) };
let world: HttpWorld;
beforeAll(async () => {
  world = await createHttpWorld(stores, { log });
});
beforeEach(() => {
  lines.length = 0;
});
afterAll(() => world.close());

/** What the program takes for the address of who asks. */
async function seenAs(
  settings: { publicUrl?: string; proxies?: readonly string[] },
  remoteAddress: string,
  forwarded: string,
  times = 1,
): Promise<unknown> {
  const app: FastifyInstance = await buildHttpApp({ ...world.deps, settings: { ...world.deps.settings, ...settings } });
  app.get('/wie', (request) => ({ ip: request.ip }));
  let answer: unknown;
  for (let round = 0; round < times; round += 1) {
    const response = await app.inject({ url: '/wie', remoteAddress, headers: { 'x-forwarded-for': forwarded } });
    answer = response.json<{ ip: string }>().ip;
  }
  await app.close();
  return answer;
}
const publicUrl = 'https://intake.example';

describe('whoever says for whom it asks', () => {
  test.each(['10.1.2.3', '192.168.1.9', '172.17.0.4', '169.254.1.1', 'fd00::7', 'fe80::1'])(
    'is not believed because it is near (%s)',
    async (neighbour) => {
      expect(await seenAs({ publicUrl }, neighbour, '203.0.113.9')).toBe(neighbour);
    },
  );

  test('is believed when it is a proxy on this machine, about the one before it and no further', async () => {
    expect(await seenAs({ publicUrl }, '127.0.0.1', '203.0.113.9')).toBe('203.0.113.9');
    expect(await seenAs({ publicUrl }, '127.0.0.1', '1.1.1.1, 10.1.2.3')).toBe('10.1.2.3');
  });

  test('is believed when the configuration names it, and its neighbour is not', async () => {
    const proxies = ['10.1.2.3', '2001:db8:9::/48'];
    expect(await seenAs({ publicUrl, proxies }, '10.1.2.3', '203.0.113.9')).toBe('203.0.113.9');
    expect(await seenAs({ publicUrl, proxies }, '2001:db8:9::5', '203.0.113.9')).toBe('203.0.113.9');
    expect(await seenAs({ publicUrl, proxies }, '10.1.2.4', '203.0.113.9')).toBe('10.1.2.4');
    expect(await seenAs({ publicUrl, proxies }, '127.0.0.1', '203.0.113.9')).toBe('127.0.0.1');
  });

  test('is believed by nobody without TLS', async () => {
    expect(await seenAs({}, '127.0.0.1', '203.0.113.9')).toBe('127.0.0.1');
  });
});

test('a proxy that the configuration forgot is told once, without anybody its address', async () => {
  await seenAs({ publicUrl }, '10.1.2.3', '203.0.113.9', 5);
  expect(lines.filter((line) => line.includes('proxy-not-listed'))).toHaveLength(1);
  expect(lines.join()).not.toMatch(/10\.1\.2\.3|203\.0\.113/);
});

test('one that is named, or whoever asks without TLS, is not told', async () => {
  await seenAs({ publicUrl }, '127.0.0.1', '203.0.113.9');
  await seenAs({}, '10.1.2.3', '203.0.113.9');
  expect(lines.join()).not.toContain('proxy-not-listed');
});

describe('the list of proxies in the configuration', () => {
  const withProxies = (proxies: unknown) => parseConfig({ ...MUNICIPALITY, kanalen: {}, proxies });

  test.each([[['loopback']], [['10.0.0.5', '10.1.0.0/16', '2001:db8::/32']], [[]]])('may be %j', (proxies) => {
    expect(withProxies(proxies).proxies).toEqual(proxies);
  });

  test.each(['0.0.0.0/0', '::/0', 'uniquelocal', 'mijn-proxy', '10.0.0.0/33', '10.0.0.0/8/8', 'true', ''])(
    'may not hold %j',
    (proxy) => {
      expect(() => withProxies([proxy])).toThrow(ConfigProblems);
    },
  );
});
