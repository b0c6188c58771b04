import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { createHttpWorld, type HttpWorld, READ_TOKEN } from '#test/support/http/create-http-world.ts';
import { tellSecrets } from '#test/support/inzage/tell-secret.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
/** The database, as the audit log sees it. */
let line: { asked: () => void; until: Promise<void> } | undefined;
let world: HttpWorld;
let taak: string;
let klantcontact: string;
let bijlage: string;
const token = { authorization: `Token ${READ_TOKEN}` };

beforeAll(async () => {
  world = await createHttpWorld(stores, {
    workers: false,
    beforeLine: async () => {
      line?.asked();
      await line?.until;
    },
  });
  const [unit] = await tellSecrets(world, [{ geheim: 'regelgeheim', eenheid: 'KCC' }]);
  taak = unit?.dossiers[0]?.nummer ?? '';
  klantcontact = unit?.klantcontact.uuid ?? '';
  bijlage = unit?.bijlagen[0]?.uuid ?? '';
});
afterEach(() => {
  line = undefined;
});
afterAll(() => world.close());

/** The next line waits until it is let go. */
function hold() {
  const asked = Promise.withResolvers<void>();
  const until = Promise.withResolvers<void>();
  line = { asked: asked.resolve, until: until.promise };
  return { asked: asked.promise, letGo: until.resolve };
}

const shows = () => [
  ['a page', `/taken/${taak}`],
  ['a list', '/taken'],
  ['a file', `/bijlagen/${bijlage}`],
];

test('no byte of a page, a list or a file leaves before its line is written', async () => {
  const anna = await world.as('anna');
  for (const [what, path = ''] of shows()) {
    const { asked, letGo } = hold();
    let answered = false;
    const answer = anna.get(path).finally(() => (answered = true));
    await asked;
    // Others are answered meanwhile, as often as it takes to see that this one is not.
    for (let other = 0; other < 20; other += 1) await world.visitor().get('/health/live');
    expect(answered, what).toBe(false);
    const from = world.lines.length;
    letGo();
    const { text } = await answer;
    expect(text, what).toContain('regelgeheim');
    expect(world.lines.slice(from), what).toHaveLength(1);
  }
});

test('without its line nothing is shown: 503, whatever was asked for', async () => {
  const anna = await world.as('anna');
  line = { asked: () => undefined, until: Promise.reject(new Error('the log takes nothing')) };
  line.until.catch(() => undefined);
  for (const [what, path = ''] of shows()) {
    const answer = await anna.get(path);
    expect(answer.status, what).toBe(503);
    expect(answer.text + [...answer.headers.values()].join(), what).not.toContain('regelgeheim');
  }
  const api = `/klantinteracties/api/v1/klantcontacten/${klantcontact}`;
  for (const path of [api, `/taken/${taak}`]) {
    const answer = await world.visitor().get(path, token);
    expect([answer.status, answer.text.includes('regelgeheim')]).toEqual([503, false]);
  }
  const refused = await anna.submit('/balie', `/taken/${taak}/afsluiten`, { toelichting: '' });
  expect([refused.status, refused.text.includes('regelgeheim')]).toEqual([503, false]);
});

test('who breaks off after asking is in the log all the same', async () => {
  const anna = await world.as('anna');
  const cookie = [...anna.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  for (const [what, path = ''] of shows()) {
    const from = world.lines.length;
    const { asked, letGo } = hold();
    const socket = await ask(path, cookie);
    await asked;
    socket.destroy();
    await once(socket, 'close');
    letGo();
    await eventually(() => world.lines.length > from, { what: `a line of ${what ?? ''}` });
    expect(world.lines[from], what).toMatchObject({ door: 'anna' });
    expect(
      world.lines[from]?.objecten.map(({ uuid }) => uuid),
      what,
    ).toContain(klantcontact);
  }
});

test('asking for the head of a file shows nothing: no name, and no line', async () => {
  const anna = await world.as('anna');
  const from = world.lines.length;
  const head = await anna.send('HEAD', `/bijlagen/${bijlage}`);
  expect([...head.headers.values()].join()).not.toContain('regelgeheim');
  expect(world.lines.slice(from)).toEqual([]);
});

async function ask(path: string, cookie: string): Promise<Socket> {
  const { hostname, port, host } = new URL(world.address);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(`GET ${path} HTTP/1.1\r\nhost: ${host}\r\naccept: text/html\r\ncookie: ${cookie}\r\n\r\n`);
  return socket;
}
