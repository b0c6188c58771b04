import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMITTED, DECISIONS } from '#test/support/inzage/decisions.ts';
import { asReader, PEOPLE, READERS, type Asking, type Reader } from '#test/support/inzage/readers.ts';
import { createSecretWorld, type SecretWorld } from '#test/support/inzage/secret-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
const routes = new Set<string>();
let secrets: SecretWorld;
const asking = new Map<Reader, Asking>();

/** Every route as the router itself has it; a HEAD that comes with a GET is that GET. */
function collect(message: unknown): void {
  const { fastify } = message as { fastify: FastifyInstance };
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (one !== 'HEAD') routes.add(`${one} ${url}`);
  });
}

beforeAll(async () => {
  subscribe('fastify.initialization', collect);
  secrets = await createSecretWorld(stores);
  unsubscribe('fastify.initialization', collect);
  for (const reader of READERS) asking.set(reader, await asReader(secrets.world, reader));
}, 60_000);
afterAll(() => secrets.world.close());

const AGAIN = '/taken/gesprekken';
/** Beside its page such a path has the same as JSON. */
const isTask = (path: string) => /^\/taken(\?|\/\d+$|$)/.test(path);

interface Seen {
  readonly status: number;
  readonly geheimen: readonly string[];
  readonly faults: readonly string[];
}

/** Asks, and compares: whoever is shown a word may read it, and its thing is in a line that stood before the answer came. */
async function ask(who: Asking, path: string, init: RequestInit = {}): Promise<Seen> {
  const { world, told } = secrets;
  const from = world.lines.length;
  const headers = { ...who.headers, ...(init.headers as Record<string, string> | undefined) };
  const answer = await fetch(new URL(path, world.address), { redirect: 'manual', ...init, headers });
  // Of what a page's own script asks for again the line may be that of the page.
  const written = world.lines.slice(path === AGAIN ? 0 : from).filter(({ door }) => door === who.door);
  const shown = new Set(written.flatMap(({ objecten }) => objecten.map(({ uuid }) => uuid)));
  const text = `${[...answer.headers].join('\n')}\n${await answer.text()}`;
  const seen = told.filter(({ geheim }) => text.includes(geheim));
  const name = `${who.reader}: ${init.method ?? 'GET'} ${path} (${answer.status})`;
  return {
    status: answer.status,
    geheimen: seen.map(({ geheim }) => geheim),
    faults: seen.flatMap(({ geheim, lezers, objecten }) => [
      ...(lezers.includes(who.reader) ? [] : [`${name} shows ${geheim}`]),
      ...([...objecten].some((uuid) => shown.has(uuid)) ? [] : [`${name} shows ${geheim} without a line`]),
    ]),
  };
}

/** Addresses of a route: those of this world, else its pattern with something in every place of it. */
const pathsOf = (route: string): readonly string[] => {
  const pattern = route.slice(route.indexOf(' ') + 1);
  return DECISIONS[route]?.paden?.(secrets) ?? [pattern.replace(/:\w+|\*/g, '1')];
};
const whoIs = (reader: Reader): Asking => {
  const found = asking.get(reader);
  if (found === undefined) throw new Error(`nobody asks as ${reader}`);
  return found;
};

test('every route has a decision about who it is for, and every decision its route', () => {
  expect([...routes].filter((route) => !(route in DECISIONS))).toEqual([]);
  const hasNoRoute = Object.keys(DECISIONS).filter((route) => !routes.has(route) && !route.includes('/webhooks/'));
  expect(hasNoRoute).toEqual([]);
});

test('nobody gets past the door of a route that is not for them', async () => {
  const faults: string[] = [];
  for (const [route, { wie }] of Object.entries(DECISIONS)) {
    const [method = ''] = route.split(' ');
    const [path = ''] = pathsOf(route);
    for (const reader of READERS.filter((one) => !ADMITTED[wie].includes(one))) {
      const who = whoIs(reader);
      const body = method === 'GET' ? {} : { body: new URLSearchParams({ _csrf: who.csrf }) };
      const headers = { origin: secrets.world.address };
      const { status, faults: shown } = await ask(who, path, { method, headers, ...body });
      // To the login page, or refused; never let in.
      if (![303, 401, 403, 404, 405, 415].includes(status)) faults.push(`${reader}: ${route} is ${status}`);
      faults.push(...shown);
    }
  }
  expect(faults).toEqual([]);
}, 120_000);

describe.each(READERS)('%s', (reader) => {
  test('is shown on no page, list or file what is not for them, and everything shown has its line', async () => {
    const who = whoIs(reader);
    const seen = new Set<string>();
    const faults: string[] = [];
    // Of the others they do not get past the door: see above.
    const open = Object.entries(DECISIONS).filter(([, { wie }]) => ADMITTED[wie].includes(reader));
    for (const [route] of open.filter(([one]) => one.startsWith('GET '))) {
      for (const path of pathsOf(route)) {
        for (const accept of isTask(path) ? ['text/html', 'application/json'] : ['text/html']) {
          const answer = await ask(who, path, { headers: { accept } });
          faults.push(...answer.faults);
          for (const geheim of answer.geheimen) seen.add(geheim);
        }
      }
    }
    expect(faults).toEqual([]);
    // What is for them they do see: a walk over empty pages proves nothing.
    expect([...seen].toSorted()).toEqual(wanted(reader));
  }, 120_000);
});

describe.each(PEOPLE)('%s', (reader) => {
  test('is shown nothing more by sending a form with something missing', async () => {
    const who = whoIs(reader);
    const faults: string[] = [];
    const statuses = new Set<number>();
    const forms = [
      ...secrets.taken.flatMap(({ nummer }) =>
        ['beantwoorden', 'doorzetten', 'niet-door-kcc', 'terugsturen', 'afsluiten'].map(
          (act) => `/taken/${nummer}/${act}`,
        ),
      ),
      ...secrets.berichten.flatMap((bericht) =>
        ['wegleggen', 'heropenen', 'velden'].map((act) => `/beheer/geparkeerd/${bericht}/${act}`),
      ),
      '/balie',
      '/telefoon',
    ];
    for (const path of forms) {
      const body = new URLSearchParams({ _csrf: who.csrf, ...(path.endsWith('velden') ? { emailadres: 'geen' } : {}) });
      const answer = await ask(who, path, { method: 'POST', body });
      faults.push(...answer.faults);
      statuses.add(answer.status);
    }
    expect(faults).toEqual([]);
    expect([...statuses]).toContain(422);
  }, 60_000);
});

/** Programs have no pages: they see what a task of theirs says. */
const wanted = (reader: Reader): string[] =>
  secrets.told
    .filter(({ lezers }) => lezers.includes(reader))
    .map(({ geheim }) => geheim)
    .toSorted();
