import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '#infrastructure/logging/create-log.ts';
import { sendHalf } from '#test/support/hostile/half-sent.ts';
import { rawRequest } from '#test/support/hostile/raw-request.ts';
import { createHttpWorld, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createWhatsapp, type Whatsapp } from '#test/support/whatsapp/create-whatsapp.ts';

interface Line {
  readonly msg: string;
  readonly count?: number;
  readonly since?: string;
  readonly code?: string;
}

const stores = isolatedStores();
const FORGED = `sha256=${'0'.repeat(64)}`;
const written: string[] = [];
let whatsapp: Whatsapp;
let world: HttpWorld;
beforeAll(async () => {
  const log = createLog('info', { write: (line: string) => void written.push(line) });
  whatsapp = await createWhatsapp(stores);
  world = await createHttpWorld(stores, { whatsapp: whatsapp.source, log, settings: { requestsPerMinute: 40 } });
});
afterAll(async () => {
  await world.close();
  await whatsapp.close();
});

/** Lines of what was asked for in the meantime; what is still being counted is written out first. */
async function linesDuring(work: () => Promise<void>): Promise<Line[]> {
  written.length = 0;
  await work();
  world.refusals.flush();
  return written.map((line) => JSON.parse(line) as Line);
}
const countOf = (lines: readonly Line[], event: string) =>
  lines.filter(({ msg }) => msg === event).reduce((sum, { count = 1 }) => sum + count, 0);

async function manyTimes(count: number, ask: () => Promise<unknown>): Promise<void> {
  for (let at = 0; at < count; at += 50) await Promise.all(Array.from({ length: Math.min(50, count - at) }, ask));
}

test('two thousand wrong signatures are a handful of lines, with their number and since when', async () => {
  const ask = () =>
    fetch(`${world.address}/webhooks/whatsapp`, {
      method: 'POST',
      body: '{}',
      headers: { 'x-hub-signature-256': FORGED },
    }).then((answer) => answer.text());
  const lines = await linesDuring(() => manyTimes(2_000, ask));
  expect(lines.length).toBeLessThan(10);
  expect(countOf(lines, 'whatsapp-signature-refused')).toBe(2_000);
  const [summed] = lines.filter(({ count = 1 }) => count > 1);
  expect(Number.isNaN(Date.parse(summed?.since ?? ''))).toBe(false);
  const metrics = await (await fetch(`${world.address}/metrics`)).text();
  expect(metrics).toMatch(
    /intake_http_request_seconds_count\{method="POST",route="\/webhooks\/whatsapp",status="401"\} 2000/,
  );
});

test.each<[string, number, () => Promise<unknown>]>([
  [
    'whatsapp-signature-refused',
    300,
    () => sendHalf(world.address, { path: '/webhooks/whatsapp', length: 2, body: '{}' }).answered,
  ],
  [
    'whatsapp-challenge-refused',
    300,
    () => fetch(`${world.address}/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=raad`),
  ],
  ['client-error', 300, () => rawRequest(world.address, 'GET / HTTP/1.1\r\nZonder dubbele punt\r\n\r\n')],
  ['unknown-route', 300, () => fetch(`${world.address}/wp-admin/${crypto.randomUUID()}.php`)],
  ['throttled', 300, () => fetch(`${world.address}/inloggen`)],
])('of %s there are a handful of lines and a number in the metrics', async (event, count, ask) => {
  const lines = await linesDuring(() => manyTimes(count, ask));
  expect(lines.length).toBeLessThan(10);
  expect(countOf(lines, event)).toBeGreaterThanOrEqual(event === 'throttled' ? count - 40 : count);
  const metrics = await (await fetch(`${world.address}/metrics`)).text();
  expect(metrics).toMatch(new RegExp(`intake_refused_total\\{event="${event}"`));
});

test('nothing that a stranger chose stands in those lines', async () => {
  const mark = 'MERKTEKEN';
  await linesDuring(async () => {
    await fetch(`${world.address}/${mark}?${mark}`);
    await fetch(`${world.address}/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=${mark}`);
    await rawRequest(world.address, `GET / HTTP/1.1\r\n${mark}\r\n\r\n`);
  });
  expect(written.join('')).not.toContain(mark);
});
