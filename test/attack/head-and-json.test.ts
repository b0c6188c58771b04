import { afterAll, beforeAll, expect, test } from 'vitest';
import { csrfOf } from '#test/support/http/browserless.ts';
import { createHttpWorld, TOKEN, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { newMessage } from '#test/support/spine/create-spine.ts';

const stores = isolatedStores();
let world: HttpWorld;
let filled: Readonly<Record<string, string>>;
beforeAll(async () => {
  world = await createHttpWorld(stores);
  const { nummer, klantcontact } = await world.ask();
  const message = newMessage('Subject: onleesbaar\n\nx', 3);
  await world.messages.accept([message], undefined);
  await world.parkMessage(message.uuid, { code: 'mail-unreadable' });
  filled = { nummer: String(nummer), uuid: klantcontact ?? '', bericht: message.uuid };
});
afterAll(() => world.close());

/** An address of the pattern, with what is there where something is. */
const addressOf = (pattern: string) =>
  pattern.replace(/:(\w+)/g, (_, name: string) => filled[name] ?? 'bestaat-niet').replace('*', 'x');

/** Of an answer by itself, or of how its bytes are sent. */
const OWN = new Set([
  // The name of a file stays out of a head that no line in the audit log goes with.
  'content-disposition',
  'date',
  'x-request-id',
  'set-cookie',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
]);
const facts = ({ status, headers }: { status: number; headers: Headers }) => ({
  status,
  headers: Object.fromEntries([...headers].filter(([name]) => !OWN.has(name))),
});

const READERS = ['vreemde', 'dirk', 'carla', 'token'] as const;

test.each(READERS)('HEAD is GET without a body, at every address, for %s', async (reader) => {
  const browser = reader === 'vreemde' || reader === 'token' ? world.visitor() : await world.as(reader);
  const headers: Record<string, string> = reader === 'token' ? { authorization: `Token ${TOKEN}` } : {};
  const patterns = world.routes.filter(({ method }) => method === 'GET').map(({ url }) => url);
  expect(patterns.length).toBeGreaterThan(40);
  let shown = 0;
  for (const pattern of new Set(patterns)) {
    const path = addressOf(pattern);
    const got = await browser.send('GET', path, headers);
    const head = await browser.send('HEAD', path, headers);
    expect(head.text, path).toBe('');
    // Measurements count themselves.
    expect({ path, ...facts(head) }).toEqual({ path, ...facts(got) });
    if (got.status === 200) shown += 1;
  }
  expect(shown).toBeGreaterThan(reader === 'dirk' || reader === 'token' ? 15 : 5);
});

const form = {
  onderwerpen: [{ onderwerp: 'Paspoort', vraag: 'Hoe lang duurt het?' }],
  betrokkenen: [{ naam: 'Jan', emailadres: 'jan@voorbeeld.example' }],
};
const WHOLE = JSON.stringify(form);
const doubled = (key: string, value: string, at = WHOLE.indexOf(`"${key}"`)) =>
  `${WHOLE.slice(0, at)}"${key}":${value},${WHOLE.slice(at)}`;

const DOUBLES: readonly [name: string, body: string][] = [
  ['onderwerpen', doubled('onderwerpen', '[]')],
  ['betrokkenen.0.emailadres', doubled('emailadres', '"piet@elders.example"')],
  ['onderwerpen.0.vraag', doubled('vraag', '"iets anders"')],
  ['vraag', `${WHOLE.slice(0, -1)},"vraag":1,"\\u0076raag":2}`],
  ['', `${WHOLE.slice(0, -1)},"":1,"":2}`],
];

test.each(DOUBLES)('a form with the field %j twice is refused, and named', async (name, body) => {
  const answer = await fetch(`${world.address}/formulieren/webformulier`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', authorization: `Token ${TOKEN}` },
  });
  expect(answer.status).toBe(400);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  const problem = (await answer.json()) as { invalidParams: { name: string; code: string }[] };
  expect(problem.invalidParams).toMatchObject([{ name, code: 'duplicate' }]);
});

const HOSTILE_KEYS = ['__proto__', 'constructor'];

test.each(HOSTILE_KEYS)('a field of the name %s is refused at every edge', async (key) => {
  const headers = { 'content-type': 'application/json', authorization: `Token ${TOKEN}` };
  const nested = `{"medewerker":"anna","naar":{"${key}":{"prototype":{"vervuild":1}}}}`;
  const { nummer } = await world.ask();
  for (const path of ['/formulieren/webformulier', `/taken/${nummer}/oppakken`, '/taken/volgende']) {
    for (const body of [nested, `{"medewerker":"anna","${key}":{"prototype":{"vervuild":1}}}`]) {
      const answer = await fetch(`${world.address}${path}`, { method: 'POST', body, headers });
      expect(answer.status, path).toBe(400);
    }
  }
  expect(({} as { vervuild?: number }).vervuild).toBeUndefined();
});

test('an act that names two colleagues is done in the name of neither', async () => {
  const { nummer, uuid } = await world.ask();
  const answer = await fetch(`${world.address}/taken/${nummer}/oppakken`, {
    method: 'POST',
    body: '{"medewerker":"anna","medewerker":"dirk"}',
    headers: { 'content-type': 'application/json', authorization: `Token ${TOKEN}` },
  });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ invalidParams: [{ name: 'medewerker', code: 'duplicate' }] });
  expect((await world.taken.find(uuid))?.behandelaar).toBeUndefined();
  const anna = await world.as('anna');
  const csrf = csrfOf((await anna.get('/taken')).text);
  const typed = await anna.send('POST', '/taken/volgende', { 'csrf-token': csrf });
  expect(typed.status).toBe(303);
});

test('keys beyond counting cost no time', async () => {
  const many = Array.from({ length: 60_000 }, (_, at) => `"k${at}":1`).join(',');
  const answer = await fetch(`${world.address}/taken/volgende`, {
    method: 'POST',
    body: `{"medewerker":"anna",${many}}`,
    headers: { 'content-type': 'application/json', authorization: `Token ${TOKEN}` },
  });
  expect(answer.status).toBe(413);
});
