import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mayRead, type Lezer } from '#domain/inzage/lezer.ts';
import type { KanaalSleutel } from '#domain/inbound-message/channel-name.ts';
import { RESOURCES } from '#infrastructure/http/register-api/shapes/shapes.ts';
import { addManyContacts, type KnownContact } from '#test/support/attack/many-contacts.ts';
import { createHttpWorld, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

interface Limits {
  readonly eenheden?: readonly string[];
  readonly kanalen?: readonly KanaalSleutel[];
  readonly vertrouwelijk?: boolean;
}
const PROGRAMS: Readonly<Record<string, Limits>> = {
  'of everything': { vertrouwelijk: true },
  'of which nothing is said': {},
  'of one unit': { eenheden: ['BURG'] },
  'of one unit, with what is confidential': { eenheden: ['AFVAL'], vertrouwelijk: true },
  'of the contact centre': { eenheden: ['KCC'] },
  'of two units': { eenheden: ['BURG', 'AFVAL'] },
  'of one way in': { kanalen: ['email'] },
  'of one unit and one way in': { eenheden: ['BURG'], kanalen: ['whatsapp', 'brief'], vertrouwelijk: true },
  'of a unit that has nothing': { eenheden: ['LEEG'], vertrouwelijk: true },
};
const tokenOf = (name: string) => `token-${name.replaceAll(/\W+/g, '-')}-0123456789abcdef`;
const API = '/klantinteracties/api/v1';

const stores = isolatedStores();
let world: HttpWorld;
let known: readonly KnownContact[];
/** Every register document, with the klantcontacten that whoever sees it must be allowed to read. */
let owners: Map<string, string[]>;

beforeAll(async () => {
  const tokens = Object.entries(PROGRAMS).map(([naam, limits]) => ({
    naam,
    token: tokenOf(naam),
    rechten: ['lezen'] as const,
    ...limits,
  }));
  world = await createHttpWorld(stores, { tokens, formDeadlineMs: 40_000 });
  known = await addManyContacts(world);
  owners = await findOwners();
});
afterAll(() => world.close());

async function findOwners() {
  const found = new Map(known.map(({ uuid }) => [uuid, [uuid]]));
  const add = async (name: string, ownersOf: (row: Record<string, unknown>) => unknown[]) => {
    for (const row of await world.collection(name).find({}).toArray())
      found.set(
        row._id,
        ownersOf(row)
          .filter((one) => one !== undefined)
          .map(String),
      );
  };
  await add('betrokkenen', (row) => [row['hadKlantcontact']]);
  await add('digitaleadressen', (row) => found.get(String(row['verstrektDoorBetrokkene'])) ?? []);
  await add('actorklantcontacten', (row) => [row['klantcontact']]);
  await add('bijlagen', (row) => [row['wasBijlageVanKlantcontact']]);
  await add('onderwerpobjecten', (row) => [row['klantcontact'], row['wasKlantcontact']]);
  await add('internetaken', (row) => [row['aanleidinggevendKlantcontact']]);
  return found;
}

function lezerOf(naam: string): Lezer {
  const { eenheden, kanalen, vertrouwelijk = false } = PROGRAMS[naam] ?? {};
  return {
    soort: 'token',
    naam,
    vertrouwelijk,
    ...(eenheden === undefined ? {} : { eenheden }),
    ...(kanalen === undefined ? {} : { kanalen: kanalen.map((one) => world.settings.kanalen[one]) }),
  };
}

const get = (naam: string, path: string) =>
  world.visitor().get(path, { authorization: `Token ${tokenOf(naam)}`, accept: 'application/json' });

interface Page {
  readonly count: number;
  readonly next: string | null;
  readonly results: readonly { readonly uuid: string }[];
}

/** The whole list by its own links, three rows at a time. */
async function walk(naam: string, resource: string) {
  const rows: { uuid: string }[] = [];
  const counts = new Set<number>();
  let text = '';
  for (let next: string | null = `${API}/${resource}?pageSize=3`; next !== null;) {
    const answer = await get(naam, next.replace(/^https?:\/\/[^/]+/, ''));
    expect(answer.status).toBe(200);
    const page: Page = answer.json();
    rows.push(...page.results);
    counts.add(page.count);
    text += answer.text;
    next = page.next;
  }
  return { rows, counts: [...counts], text };
}

describe.each(Object.keys(PROGRAMS))('a program %s', (naam) => {
  const split = () => {
    const lezer = lezerOf(naam);
    return { may: known.filter((one) => mayRead(lezer, one)), not: known.filter((one) => !mayRead(lezer, one)) };
  };

  it('sees in every list what it may read, all of it, and counts that alone', async () => {
    const may = new Set(split().may.map(({ uuid }) => uuid));
    for (const resource of RESOURCES.filter((one) => one !== 'actoren')) {
      const { rows, counts } = await walk(naam, resource);
      const stored = await world
        .collection(resource)
        .find({}, { projection: { _id: 1 } })
        .toArray();
      const mine = stored
        .map(({ _id }) => _id)
        .filter((uuid) => (owners.get(uuid) ?? ['?']).every((one) => may.has(one)));
      expect([resource, rows.map(({ uuid }) => uuid).toSorted()]).toEqual([resource, mine.toSorted()]);
      expect([resource, counts]).toEqual([resource, [mine.length]]);
    }
  });

  it('reads no word, id or number of anything else, in a list or in a detail', async () => {
    const { may, not } = split();
    expect(may.length + not.length).toBe(known.length);
    const texts = new Map<string, string>();
    for (const resource of RESOURCES) {
      const { rows, text } = await walk(naam, resource);
      texts.set(resource, text);
      for (const { uuid } of rows.slice(0, 12)) texts.set(uuid, (await get(naam, `${API}/${resource}/${uuid}`)).text);
    }
    const open = new Set(may.flatMap(({ words }) => words));
    for (const { uuid, words } of not)
      for (const [where, text] of texts)
        for (const secret of [uuid, ...words.filter((one) => !open.has(one))])
          expect([where, text.includes(secret), secret]).toEqual([where, false, secret]);
    for (const { words } of may) for (const word of words) expect(texts.get('klantcontacten')).toContain(word);
  });

  it('gets 404 for whatever hangs on anything else, as for what is not there', async () => {
    const may = new Set(split().may.map(({ uuid }) => uuid));
    for (const resource of RESOURCES.filter((one) => one !== 'actoren')) {
      const stored = await world
        .collection(resource)
        .find({}, { projection: { _id: 1 } })
        .toArray();
      const others = stored.filter(({ _id }) => !(owners.get(_id) ?? []).every((one) => may.has(one)));
      for (const { _id } of others.filter((_, at) => at % 5 === 0)) {
        const { status, text } = await get(naam, `${API}/${resource}/${_id}`);
        const nothing = await get(naam, `${API}/${resource}/${crypto.randomUUID()}`);
        expect([resource, status, withoutInstance(text)]).toEqual([resource, 404, withoutInstance(nothing.text)]);
      }
    }
  });
});

const withoutInstance = (text: string) => text.replace(/urn:uuid:[0-9a-f-]+/, '');

it('the world of this attack has something that each program may not read, and something that it may', () => {
  for (const naam of Object.keys(PROGRAMS)) {
    const readable = known.filter((one) => mayRead(lezerOf(naam), one)).length;
    expect([naam, readable > 0]).toEqual([naam, naam !== 'of a unit that has nothing']);
    expect([naam, readable < known.length]).toEqual([naam, naam !== 'of everything']);
  }
});
