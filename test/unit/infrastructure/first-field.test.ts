import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFirstField } from '#infrastructure/http/security/first-field.ts';

const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data; boundary=x';
const server = createServer((incoming, answer) => {
  void look(incoming).then((found) => answer.end(JSON.stringify(found)));
});
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => void server.close());

/** The first field, and then the whole body as whoever comes afterwards finds it. */
async function look(incoming: IncomingMessage) {
  const field = await readFirstField(incoming, '_csrf', incoming.headers['content-type']);
  const chunks: Buffer[] = [];
  if (!incoming.readableEnded) for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return { field, body: Buffer.concat(chunks).toString() };
}

async function send(type: string, pieces: readonly string[]): Promise<{ field?: string; body: string }> {
  const { port } = server.address() as AddressInfo;
  const sent = request({ port, host: '127.0.0.1', method: 'POST', headers: { 'content-type': type } });
  const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
  for (const piece of pieces) {
    sent.write(piece);
    // A turn of the event loop for each: they come one by one.
    await new Promise((resolve) => setImmediate(resolve));
  }
  sent.end();
  const [answer] = await answered;
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  return JSON.parse(text) as { field?: string; body: string };
}

const part = (name: string, value: string) =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const LARGE = 'y'.repeat(200_000);

test.each<[string, string, string | undefined]>([
  [FORM, '_csrf=a-b_c&naam=x', 'a-b_c'],
  [FORM, '_csrf=a%2Bb+c', 'a+b c'],
  [FORM, `_csrf=a&naam=${LARGE}`, 'a'],
  [FORM, 'naam=x&_csrf=a', undefined],
  [FORM, '_csr', undefined],
  [FORM, `_csrf=${LARGE}`, 'y'.repeat(4_090)],
  [FORM, '', undefined],
  [MULTIPART, `${part('_csrf', 'a')}${part('reden', LARGE)}--x--`, 'a'],
  [MULTIPART, `${part('reden', 'a')}${part('_csrf', 'a')}--x--`, undefined],
  [MULTIPART, 'niets', undefined],
  ['application/json', '{"_csrf":"a","naam":"x"}', 'a'],
  ['application/json', ' { "naam":"x","_csrf":"a"}', undefined],
  ['application/json', '[1]', undefined],
  ['text/plain', '_csrf=a', undefined],
])('of %s %#: the first field is read, and all of the body is still there', async (type, body, field) => {
  const inPieces = [...body.slice(0, 120), body.slice(120)];
  for (const pieces of [[body], inPieces.filter((piece) => piece !== '')]) {
    const found = await send(type, pieces);
    expect(found.field).toBe(field);
    expect(found.body.length).toBe(body.length);
    expect(found.body).toBe(body);
  }
});
