import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  createHttpWorld,
  PASSWORD,
  type HttpWorld,
  type HttpWorldOptions,
} from '#test/support/http/create-http-world.ts';
import type { Browserless } from '#test/support/http/browserless.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
/** A stranger waits no longer than a tenth of a second here, and the next try of a slowed account is an hour away. */
const loginLimits = { perAccount: 3, perAddress: 6, slowMs: 3_600_000, patienceMs: 100 };
let world: HttpWorld;
beforeAll(async () => {
  world = await createHttpWorld(stores, { settings: { publicUrl: 'https://intake.example' }, loginLimits });
});
beforeEach(() => stores.emptyRedis());
afterAll(() => world.close());

/** Logs in from this address, as the proxy in front of us saw it. */
const login = (visitor: Browserless, gebruikersnaam: string, wachtwoord: string, address = '203.0.113.9') =>
  visitor.submit('/inloggen', '/inloggen', { gebruikersnaam, wachtwoord }, { 'x-forwarded-for': address });

async function strangersTry(gebruikersnaam: string, times: number, addressOf: (index: number) => string) {
  for (let attempt = 0; attempt < times; attempt += 1)
    await login(world.visitor(), gebruikersnaam, 'verkeerd', addressOf(attempt));
}

/** Another name each time: it is the address that goes over its limit, and its one slowed try is used up. */
async function strangersTryNames(names: string, times: number, addressOf: (index: number) => string) {
  for (let attempt = 0; attempt < times; attempt += 1)
    await login(world.visitor(), `${names}-${attempt}`, 'verkeerd', addressOf(attempt));
}

/** A browser on which this colleague logged in before, and out again. */
async function knownDevice(gebruikersnaam: string, address = '198.51.100.7') {
  const visitor = world.visitor();
  await login(visitor, gebruikersnaam, PASSWORD, address);
  await visitor.submit('/taken', '/uitloggen');
  return visitor;
}

test('strangers with wrong passwords never shut out a colleague on a device of her own', async () => {
  const own = await knownDevice('anna');
  await strangersTry('anna', 12, (index) => `203.0.113.${index + 1}`);
  const refused = await login(world.visitor(), 'anna', PASSWORD, '203.0.113.99');
  expect(refused.status).toBe(429);
  expect((await login(own, 'anna', PASSWORD, '198.51.100.7')).status).toBe(303);
});

test('one machine of an office does not shut out the colleagues behind the same address', async () => {
  const own = await knownDevice('bram', '203.0.113.9');
  await strangersTryNames('niemand', 12, () => '203.0.113.9');
  expect((await login(world.visitor(), 'carla', PASSWORD, '203.0.113.9')).status).toBe(429);
  expect((await login(own, 'bram', PASSWORD, '203.0.113.9')).status).toBe(303);
});

test('a known device guesses no more often than a stranger', async () => {
  const own = await knownDevice('dirk');
  for (let attempt = 0; attempt < 3; attempt += 1) expect((await login(own, 'dirk', 'verkeerd')).status).toBe(401);
  const refused = await login(own, 'dirk', PASSWORD);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('a device that is known for one account is a stranger to another', async () => {
  const own = await knownDevice('dirk');
  await strangersTry('anna', 6, (index) => `203.0.113.${index + 1}`);
  expect((await login(own, 'anna', PASSWORD, '203.0.113.77')).status).toBe(429);
});

test('a device cookie that somebody else knows is worth nothing after the login', async () => {
  const planter = await knownDevice('dirk');
  const planted = planter.cookies.get('__Host-intake-toestel') ?? '';
  expect(planted).not.toBe('');
  const victim = world.visitor();
  victim.cookies.set('__Host-intake-toestel', planted);
  await login(victim, 'anna', PASSWORD);
  expect(victim.cookies.get('__Host-intake-toestel')).not.toBe(planted);
  await victim.submit('/taken', '/uitloggen');
  await strangersTry('anna', 6, (index) => `203.0.113.${index + 1}`);
  expect((await login(planter, 'anna', PASSWORD, '203.0.113.78')).status).toBe(429);
  expect((await login(victim, 'anna', PASSWORD, '203.0.113.79')).status).toBe(303);
});

test('what the database keeps of a device is of no use to who reads it', async () => {
  const own = await knownDevice('carla');
  const stored = JSON.stringify(await world.collection('toestellen').find().toArray());
  for (const secret of (own.cookies.get('__Host-intake-toestel') ?? '').split('.')) {
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(stored).not.toContain(secret);
  }
});

test('the cookie of a device is for this server alone, no script reads it and no other site sends it', async () => {
  const answer = await login(world.visitor(), 'carla', PASSWORD);
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('__Host-intake-toestel=')) ?? '';
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/; Secure/);
  expect(cookie).toMatch(/SameSite=Strict/);
  expect(cookie).toMatch(/Path=\//);
  expect(cookie).not.toMatch(/Domain/);
});

test('who owns a whole block of IPv6 is one address, and an IPv4 address written as IPv6 is that address', async () => {
  await strangersTryNames('niemand', 12, (index) => `2001:db8:1:2:${index}::${index + 1}`);
  expect((await login(world.visitor(), 'anna', PASSWORD, '2001:db8:1:2:ffff::9')).status).toBe(429);
  expect((await login(world.visitor(), 'anna', PASSWORD, '2001:db8:1:3::9')).status).toBe(303);
  await strangersTryNames('iemand', 12, () => '192.0.2.4');
  expect((await login(world.visitor(), 'bram', PASSWORD, '::ffff:192.0.2.4')).status).toBe(429);
});

async function inWorld(options: HttpWorldOptions, work: (other: HttpWorld) => Promise<void>) {
  const other = await createHttpWorld(stores, options);
  try {
    await work(other);
  } finally {
    await other.close();
  }
}

test('the attempts at two processes count together', () =>
  inWorld({ settings: { publicUrl: 'https://intake.example' }, loginLimits }, async (other) => {
    await strangersTry('anna', 6, (index) => `203.0.113.${index + 1}`);
    expect((await login(other.visitor(), 'anna', PASSWORD, '203.0.113.77')).status).toBe(429);
  }));

test('with Redis away people log in, and each process limits by itself', () =>
  inWorld(
    { settings: { publicUrl: 'https://intake.example' }, loginLimits, limitsRedisUrl: 'redis://127.0.0.1:1' },
    async (alone) => {
      for (let index = 0; index < 8; index += 1)
        await login(alone.visitor(), 'anna', 'verkeerd', `203.0.113.${index + 1}`);
      expect((await login(alone.visitor(), 'anna', PASSWORD, '203.0.113.77')).status).toBe(429);
      expect((await login(alone.visitor(), 'bram', PASSWORD, '203.0.113.78')).status).toBe(303);
    },
  ));

test('during an attack a colleague on a new device gets in as soon as the account has its next try', () =>
  inWorld(
    {
      settings: { publicUrl: 'https://intake.example' },
      loginLimits: { ...loginLimits, slowMs: 300, patienceMs: 5_000 },
    },
    async (slow) => {
      for (let index = 0; index < 4; index += 1)
        await login(slow.visitor(), 'anna', 'verkeerd', `203.0.113.${index + 1}`);
      // From one address that is over its own limit, all the time.
      for (let index = 0; index < 8; index += 1) await login(slow.visitor(), 'niemand', 'verkeerd', '203.0.113.50');
      const attack = Array.from({ length: 6 }, () => login(slow.visitor(), 'anna', 'verkeerd', '203.0.113.50'));
      expect((await login(slow.visitor(), 'anna', PASSWORD, '198.51.100.7')).status).toBe(303);
      await Promise.all(attack);
    },
  ));

test('a crowd with wrong passwords waits in a bounded queue, and who is known goes first', () =>
  inWorld(
    {
      settings: { publicUrl: 'https://intake.example' },
      loginLimits: { perAccount: 9_999, perAddress: 9_999 },
      passwordCost: { N: 65_536, r: 8, p: 1 },
    },
    async (costly) => {
      const own = costly.visitor();
      await login(own, 'anna', PASSWORD, '198.51.100.7');
      await own.submit('/taken', '/uitloggen');
      const statuses: number[] = [];
      const crowd = Array.from({ length: 120 }, async (_, index) => {
        const answer = await login(costly.visitor(), 'bram', `geheim-${index}`, `203.0.113.${index % 30}`);
        statuses.push(answer.status);
        return answer;
      });
      await Promise.any(crowd);
      expect((await login(own, 'anna', PASSWORD, '198.51.100.7')).status).toBe(303);
      const checkedBefore = statuses.filter((status) => status === 401).length;
      const answers = await Promise.all(crowd);
      const refused = answers.filter(({ status }) => status === 503);
      expect(checkedBefore).toBeLessThan(20);
      expect(refused.length).toBeGreaterThan(40);
      for (const { headers, text } of refused) {
        expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
        expect(text).toContain('value="bram"');
        expect(text).not.toContain('geheim-');
      }
    },
  ));
