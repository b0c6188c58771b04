import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { OpenConversation } from '#application/list-open-conversations.ts';
import { createHttpWorld, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
const [gesprek, eerste, tweede] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
const op = new Date();
const goingOn = (...messages: string[]): OpenConversation => ({
  conversation: gesprek,
  kanaal: 'whatsapp',
  since: op,
  last: op,
  count: messages.length,
  messages,
  lines: messages.map((uuid) => ({ op, tekst: `appgeheim ${uuid}` })),
});
const conversations: OpenConversation[] = [];
let world: HttpWorld;
beforeAll(async () => {
  world = await createHttpWorld(stores, { conversations, workers: false });
});
beforeEach(() => {
  conversations.splice(0, 1, goingOn(eerste));
});
afterAll(() => world.close());

const shown = (messages: readonly string[]) => [
  { soort: 'gesprek', uuid: gesprek },
  ...messages.map((uuid) => ({ soort: 'bericht', uuid })),
];
/** Lines about conversations of this person, from this place on. */
const linesOf = (door: string, from: number) =>
  world.lines
    .slice(from)
    .filter((line) => line.door === door && line.objecten.some(({ soort }) => soort === 'gesprek'))
    .map(({ objecten }) => objecten);

test('a conversation that is going on is read along by the KCC and operators, each look with its line', async () => {
  for (const who of ['anna', 'dirk']) {
    const medewerker = await world.as(who);
    for (const path of ['/taken', '/taken/gesprekken']) {
      const from = world.lines.length;
      // Every look is at something new.
      conversations.splice(0, 1, goingOn(crypto.randomUUID()));
      const { text } = await medewerker.get(path);
      expect(text, path).toContain('appgeheim');
      expect(linesOf(who, from), path).toHaveLength(1);
      expect(linesOf(who, from)[0], path).toEqual(expect.arrayContaining(shown(conversations[0]?.messages ?? [])));
    }
  }
});

test('a colleague of a unit reads none of it, and the attempt is in the log', async () => {
  const carla = await world.as('carla');
  const list = await carla.get('/taken');
  expect(list.status).toBe(200);
  expect(list.text).not.toContain('appgeheim');
  // Its page does not ask for them again either.
  expect(list.text).not.toContain('data-verversen');
  const from = world.lines.length;
  const refused = await carla.get('/taken/gesprekken');
  expect(refused.status).toBe(403);
  expect(refused.text).not.toContain('appgeheim');
  expect(world.lines.slice(from)).toMatchObject([
    { door: 'carla', handeling: 'geweigerd: GET /taken/gesprekken', adres: '127.0.0.1' },
  ]);
});

test('a page that asks again every few seconds is one reading, until somebody writes or minutes have passed', async () => {
  const bram = await world.as('bram');
  const start = world.lines.length;
  await bram.get('/taken');
  for (let poll = 0; poll < 5; poll += 1) await bram.get('/taken/gesprekken');
  expect(linesOf('bram', start)).toHaveLength(1);

  const before = world.lines.length;
  conversations.splice(0, 1, goingOn(eerste, tweede));
  for (let poll = 0; poll < 5; poll += 1) await bram.get('/taken/gesprekken');
  expect(linesOf('bram', before)).toEqual([shown([eerste, tweede])]);

  const later = world.lines.length;
  world.setNow(new Date(world.clock.now().getTime() + 6 * 60_000).toISOString());
  for (let poll = 0; poll < 5; poll += 1) await bram.get('/taken/gesprekken');
  expect(linesOf('bram', later)).toEqual([shown([eerste, tweede])]);
});

test('what one colleague was shown is no reading of another', async () => {
  const [anna, bram] = [await world.as('anna'), await world.as('bram')];
  conversations.splice(0, 1, goingOn(crypto.randomUUID()));
  await anna.get('/taken/gesprekken');
  const from = world.lines.length;
  await bram.get('/taken/gesprekken');
  expect(linesOf('bram', from)).toHaveLength(1);
});
