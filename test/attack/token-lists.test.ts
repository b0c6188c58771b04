import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpWorld, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { asReader, tokens, type Program } from '#test/support/inzage/readers.ts';
import { tellSecrets, type Secret } from '#test/support/inzage/tell-secret.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
const COUNT = 25;
let world: HttpWorld;
beforeAll(async () => {
  world = await createHttpWorld(stores, { tokens, workers: false });
  const kinds: readonly Secret[] = [
    { geheim: 'gewoon', eenheid: 'AFVAL' },
    { geheim: 'zwijg', eenheid: 'BURG', vertrouwelijk: true },
    { geheim: 'post', eenheid: 'BURG', kanaal: 'brief' },
  ];
  for (let place = 0; place < COUNT; place += 1) await tellSecrets(world, kinds);
}, 60_000);
afterAll(() => world.close());

interface Page {
  readonly taken: readonly { readonly onderwerp: string; readonly nummer: string }[];
  readonly volgende?: string;
}

/** Every page of the list, one after the other. */
async function pages(naam: Program, query = ''): Promise<Page[]> {
  const { headers } = await asReader(world, naam);
  const found: Page[] = [];
  for (let na: string | undefined = ''; na !== undefined; na = found.at(-1)?.volgende) {
    const more: string = na === '' ? '' : `&na=${na}`;
    found.push((await world.visitor().get(`/taken?lijst=eenheid${query}${more}`, headers)).json<Page>());
  }
  return found;
}
const subjects = (found: readonly Page[]) =>
  [...new Set(found.flatMap(({ taken }) => taken.map(({ onderwerp }) => onderwerp.split(' ')[0])))].toSorted();
const sizes = (found: readonly Page[]) => found.map(({ taken }) => taken.length);

test.each<[Program, string[], number[]]>([
  ['lezen-alles', ['gewoon', 'post', 'zwijg'], [20, 20, 20, 15]],
  ['lezen', ['gewoon', 'post'], [20, 20, 10]],
  ['lezen-burg', ['post'], [20, 5]],
  ['lezen-brief', ['post'], [20, 5]],
])(
  'the list of the token "%s" holds what it may read alone, in whole pages, each task once',
  async (naam, words, count) => {
    const found = await pages(naam);
    expect(subjects(found)).toEqual(words);
    expect(sizes(found)).toEqual(count);
    const nummers = found.flatMap(({ taken }) => taken.map(({ nummer }) => nummer));
    expect(new Set(nummers).size).toBe(nummers.length);
  },
);

test('asking for the unit of another gives a token nothing of it', async () => {
  const found = await pages('lezen-burg', '&eenheid=AFVAL');
  expect(found.flatMap(({ taken }) => taken)).toEqual([]);
});

test('a task that a token may not read is refused by its number, and the refusal is in the log', async () => {
  const { headers, door } = await asReader(world, 'lezen-burg');
  const { taken } = (await pages('lezen'))[0] ?? { taken: [] };
  const other = taken.find(({ onderwerp }) => onderwerp.startsWith('gewoon'));
  const answer = await world.visitor().get(`/taken/${other?.nummer ?? ''}`, headers);
  expect([answer.status, answer.text.includes('gewoon')]).toEqual([403, false]);
  expect(world.lines.at(-1)).toMatchObject({ door, handeling: 'geweigerd: GET /taken/:nummer' });
});
