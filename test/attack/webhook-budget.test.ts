import { PassThrough } from 'node:stream';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createBodyReader } from '#infrastructure/http/bodies/bounded-body.ts';
import { eventually } from '#test/support/eventually.ts';
import { sendHalf, type HalfSent } from '#test/support/hostile/half-sent.ts';
import { createHttpWorld, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createWhatsapp, type Whatsapp } from '#test/support/whatsapp/create-whatsapp.ts';
import { payloadOf, sign, text } from '#test/support/whatsapp/payloads.ts';

const stores = isolatedStores();
const MB = 1024 * 1024;
const WEBHOOK = '/webhooks/whatsapp';
const LARGE = Buffer.alloc(3 * MB - 1, 0x5b);
const FORGED = `sha256=${'0'.repeat(64)}`;
let whatsapp: Whatsapp;
let world: HttpWorld;
beforeAll(async () => {
  whatsapp = await createWhatsapp(stores);
  world = await createHttpWorld(stores, { whatsapp: whatsapp.source });
});
afterAll(async () => {
  await world.close();
  await whatsapp.close();
});

const opened: HalfSent[] = [];
afterEach(() => {
  for (const { socket } of opened.splice(0)) socket.destroy();
});

/** An open delivery: everything is sent except the last byte. */
function attack(body: Uint8Array, from?: string, headers: Record<string, string> = { 'x-hub-signature-256': FORGED }) {
  const half = sendHalf(world.address, {
    path: WEBHOOK,
    headers,
    length: body.byteLength + 1,
    body,
    ...(from === undefined ? {} : { from }),
  });
  opened.push(half);
  return half;
}

async function deliver(words = 'hoi'): Promise<number> {
  const raw = payloadOf([text(crypto.randomUUID(), 1_764_000_000, words)]);
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': sign(raw) };
  // On a connection of its own, as one that comes after the hostile ones has it.
  const sent = sendHalf(world.address, { path: WEBHOOK, headers, length: raw.byteLength, body: raw });
  const status = await sent.answered;
  sent.socket.destroy();
  return status;
}

/** A dozen genuine deliveries one after another, while the hostile ones are there. */
async function deliverOften(): Promise<number[]> {
  const statuses: number[] = [];
  for (let at = 0; at < 12; at += 1) statuses.push(await deliver(`hoi ${at}`));
  return statuses;
}
const isTaken = (statuses: readonly number[]) => expect(statuses.filter((status) => status !== 200)).toEqual([]);

test('twenty-two open deliveries of three megabytes from one address do not keep a genuine one out', async () => {
  const hostile = Array.from({ length: 22 }, () => attack(LARGE));
  await Promise.all(hostile.map(({ socket }) => new Promise((resolve) => socket.write('', resolve))));
  isTaken(await deliverOften());
  expect(hostile.some(({ isOpen }) => isOpen())).toBe(true);
  // Nor a large one.
  expect(await deliver('x'.repeat(2.5 * MB))).toBe(200);
});

test('nor do five hundred, large and small, from as many addresses', async () => {
  const small = Buffer.alloc(60_000, 0x5b);
  const hostile = Array.from({ length: 500 }, (_, at) =>
    attack(at % 5 === 0 ? LARGE : small, `127.0.${1 + Math.floor(at / 200)}.${1 + (at % 200)}`),
  );
  await Promise.all(hostile.map(({ socket }) => new Promise((resolve) => socket.write('', resolve))));
  isTaken(await deliverOften());
  expect(hostile.some(({ isOpen }) => isOpen())).toBe(true);
  expect(await deliver('x'.repeat(2.5 * MB))).toBe(200);
});

test.each<[string, Record<string, string>]>([
  ['no signature', {}],
  ['an empty signature', { 'x-hub-signature-256': '' }],
  ['a signature of another algorithm', { 'x-hub-signature-256': `sha1=${'0'.repeat(40)}` }],
  ['half a signature', { 'x-hub-signature-256': FORGED.slice(0, -1) }],
  ['two signatures', { 'x-hub-signature-256': `${FORGED},${FORGED}` }],
])('a delivery with %s is 401 at its head, and its connection ends', async (_, headers) => {
  const half = attack(Buffer.from('['), undefined, { ...headers, 'x-more': 'a' });
  const large = sendHalf(world.address, { path: WEBHOOK, headers, length: 3 * MB, body: '[' });
  opened.push(large);
  expect(await half.answered).toBe(401);
  expect(await large.answered).toBe(401);
  await large.closed;
});

test('a delivery that says it is larger than Meta sends is refused at its head', async () => {
  const headers = { 'x-hub-signature-256': FORGED };
  const half = sendHalf(world.address, { path: WEBHOOK, headers, length: 3 * MB + 1, body: '[' });
  opened.push(half);
  expect(await half.answered).toBe(413);
  await half.closed;
});

test('a body without a length grows into the room of the large ones, and no further', async () => {
  const headers = { 'x-hub-signature-256': FORGED, 'transfer-encoding': 'chunked', 'content-length': '' };
  const raw = payloadOf([text(crypto.randomUUID(), 1_764_000_000, 'y'.repeat(2 * MB))]);
  const stream = (bytes: Uint8Array) =>
    new ReadableStream({
      start(controller) {
        for (let at = 0; at < bytes.byteLength; at += 50_000) controller.enqueue(bytes.slice(at, at + 50_000));
        controller.close();
      },
    });
  const post = (bytes: Uint8Array, signature: string) =>
    fetch(`${world.address}${WEBHOOK}`, {
      method: 'POST',
      body: stream(bytes),
      duplex: 'half',
      headers: { 'x-hub-signature-256': signature },
    }).then(
      ({ status }) => status,
      () => 0,
    );
  expect(headers['transfer-encoding']).toBe('chunked');
  expect(await post(raw, sign(raw))).toBe(200);
  expect([413, 0]).toContain(await post(Buffer.alloc(4 * MB), FORGED));
});

test('wrong signatures cost the address they come from, and no other', async () => {
  const forger = '127.0.9.9';
  for (let at = 0; at < 40; at += 1) {
    const half = sendHalf(world.address, {
      path: WEBHOOK,
      headers: { 'x-hub-signature-256': FORGED },
      length: 2,
      body: '[]',
      from: forger,
    });
    expect(await half.answered).toBe(401);
    half.socket.destroy();
  }
  const statuses = (from: string) =>
    Promise.all([attack(LARGE, from), attack(LARGE, from), attack(LARGE, from)].map(async (half) => half));
  const theirs = await statuses(forger);
  const others = await statuses('127.0.9.10');
  // Of the forger's three only one keeps a place; of another address all do.
  await eventually(() => theirs.filter(({ isOpen }) => isOpen()).length === 1, { what: 'the forger keeps one place' });
  expect(others.every(({ isOpen }) => isOpen())).toBe(true);
  isTaken(await deliverOften());
});

test('whoever drips loses its place, and whoever is merely slow keeps it', async () => {
  const pace = { graceMs: 100, bytesPerSecond: 1_000 };
  const readBody = createBodyReader({ perBody: 100_000, together: 1_000_000, withinMs: 60_000, pace });
  const outcome = (body: PassThrough, from: string) =>
    readBody(body, { from, length: 5_000 }).then(
      ({ length }) => length,
      (thrown: unknown) => (thrown as { statusCode: number }).statusCode,
    );
  const [drip, slow] = [new PassThrough(), new PassThrough()];
  const dripped = outcome(drip, 'a');
  const read = outcome(slow, 'b');
  // Far ahead of its pace, and then still until the other has been put out.
  slow.write(Buffer.alloc(4_999));
  drip.write('a');
  expect(await dripped).toBe(408);
  slow.end('a');
  expect(await read).toBe(5_000);
});

test('when there is no room the one that has been there longest makes it, of one address first', async () => {
  const readBody = createBodyReader({ perBody: 3 * MB, together: 24 * MB, withinMs: 60_000 });
  const statuses: Record<string, number> = {};
  const read = (name: string, from: string) => {
    const body = new PassThrough();
    void readBody(body, { from, length: 3 * MB }).then(
      () => (statuses[name] = 200),
      (thrown: unknown) => (statuses[name] = (thrown as { statusCode: number }).statusCode),
    );
    return body;
  };
  const first = read('first', 'a');
  const theirs = Array.from({ length: 6 }, (_, at) => read(`b${at}`, 'b'));
  // The address b holds what one address may; its oldest goes, and not the one of a.
  await eventually(() => statuses['b0'] === 503 || statuses['b1'] === 503, {
    what: 'an address makes room for itself',
  });
  expect(statuses['first']).toBeUndefined();
  first.end(Buffer.alloc(3 * MB));
  await eventually(() => statuses['first'] === 200, { what: 'the other address is read' });
  for (const body of theirs) body.destroy();
});
