import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Log } from '#application/ports/log.ts';
import { createHttpWorld, PASSWORD, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { silentLog } from '#test/support/spine/create-spine.ts';

const stores = isolatedStores();
const lines: string[] = [];
const log: Log = { ...silentLog, warn: (facts, event) => void lines.push(`${JSON.stringify(facts)} ${event}`) };
let world: HttpWorld;
beforeAll(async () => {
  const settings = { publicUrl: 'https://intake.example' };
  world = await createHttpWorld(stores, { settings, log, loginLimits: { perAccount: 999, perAddress: 999 } });
});
beforeEach(async () => {
  lines.length = 0;
  await world.collection('audit').deleteMany({});
});
afterAll(() => world.close());

const FROM = { 'x-forwarded-for': '203.0.113.9' };
const login = (gebruikersnaam: string, wachtwoord: string, visitor = world.visitor()) =>
  visitor.submit('/inloggen', '/inloggen', { gebruikersnaam, wachtwoord }, FROM);
const entries = async () =>
  (await world.collection('audit').find().toArray())
    .map(({ door, handeling, adres }) => [door, handeling, adres].join(' '))
    .sort();

test('logging in, a new device, and logging out stand in the audit log with account and address', async () => {
  const visitor = world.visitor();
  await login('anna', PASSWORD, visitor);
  const csrf = await visitor.csrf('/taken');
  await visitor.post('/uitloggen', { _csrf: csrf }, FROM);
  const found = await entries();
  expect(found).toContain('anna ingelogd 203.0.113.9');
  expect(found).toContain('anna toestel-bekend 203.0.113.9');
  expect(found).toContain('anna uitgelogd 203.0.113.9');
});

test('a refusal names an account that exists, and nothing of what was typed in the wrong field', async () => {
  await login('anna', 'verkeerd');
  await login('mijn-geheime-wachtwoord', 'anna');
  expect(await entries()).toEqual(['anna inloggen-geweigerd 203.0.113.9', 'onbekend inloggen-geweigerd 203.0.113.9']);
  expect(JSON.stringify(await world.collection('audit').find().toArray())).not.toContain('geheime');
});

test('the ordinary log holds no account and no address of a refusal, but the line to look up', async () => {
  await login('anna', 'verkeerd');
  const [entry] = await world.collection('audit').find().toArray();
  expect(lines.join('\n')).toContain(String(entry?.['_id']));
  expect(lines.join('\n')).not.toMatch(/anna|203\.0\.113/);
});

test('a flood of refusals is a few lines and a count, in both logs', async () => {
  for (let round = 0; round < 6; round += 1)
    await Promise.all(Array.from({ length: 20 }, () => login('anna', 'verkeerd')));
  expect((await entries()).length).toBeLessThan(10);
  expect(lines.length).toBeLessThan(10);
  await world.flushLoginAudit();
  const found = await entries();
  expect(found.length).toBeLessThan(12);
  const summed = found.map((line) => /\((\d+) keer\)/.exec(line)?.[1] ?? 1).map(Number);
  expect(summed.reduce((sum, count) => sum + count, 0)).toBe(120);
});

test('nobody is let in while the audit log takes no line', async () => {
  await world.refuseAuditLines(true);
  try {
    const visitor = world.visitor();
    expect((await login('anna', PASSWORD, visitor)).status).toBe(503);
    expect((await visitor.get('/taken')).status).toBe(303);
  } finally {
    await world.refuseAuditLines(false);
  }
});
