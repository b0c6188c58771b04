import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { mail } from '#test/support/register-api/invented-contacts.ts';
import { openRegister, PATH, PUBLIC_URL } from '#test/support/register-api/open-register.ts';
import { RESOURCES } from '#infrastructure/http/register-api/shapes/shapes.ts';

const stores = isolatedStores();
let register: Awaited<ReturnType<typeof openRegister>>;
beforeAll(async () => {
  register = await openRegister(stores);
  const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T08:00:00Z`;
  await register.add(
    ['a', mail(at(3), 'derde dag')],
    ['b', mail(at(5), 'vijfde dag')],
    ['c', mail(at(1), 'eerste dag')],
  );
  await register.add(['d', mail(at(5), 'vijfde dag, later binnen')]);
});
afterAll(() => register.close());

const results = async (path: string) => (await register.get(path)).body.results;
const LIST = `${PUBLIC_URL}${PATH}/klantcontacten`;

describe('a list', () => {
  it('of klantcontacten is newest contact first, and among equals the last registered first', async () => {
    const subjects = (await results('/klantcontacten')).map(({ onderwerp }: { onderwerp: string }) => onderwerp);
    expect(subjects).toEqual(['vijfde dag, later binnen', 'vijfde dag', 'derde dag', 'eerste dag']);
  });

  it('of internetaken is last made first', async () => {
    const nummers = (await results('/internetaken')).map(({ nummer }: { nummer: string }) => nummer);
    expect(nummers).toEqual(['2000000004', '2000000003', '2000000002', '2000000001']);
  });

  it.each([
    ['betrokkenen', 'hadKlantcontact'],
    ['bijlagen', 'wasBijlageVanKlantcontact'],
    ['actorklantcontacten', 'klantcontact'],
  ])('of %s is last registered first', async (resource, field) => {
    const nummers = new Map<string, string>();
    for (const { uuid, nummer } of await results('/klantcontacten')) nummers.set(uuid, nummer);
    const order: string[] = (await results(`/${resource}`)).map((row: Record<string, { uuid: string }>) =>
      nummers.get(row[field]?.uuid ?? ''),
    );
    expect([...new Set(order)]).toEqual(['1000000004', '1000000003', '1000000002', '1000000001']);
  });

  it('is walked by its own links, every row once', async () => {
    const first = (await register.get('/klantcontacten?pageSize=3')).body;
    expect(first).toMatchObject({ count: 4, next: `${LIST}?page=2&pageSize=3`, previous: null });
    const second = (await register.get('/klantcontacten?page=2&pageSize=3')).body;
    expect(second).toMatchObject({ count: 4, next: null, previous: `${LIST}?pageSize=3` });
    const uuids = [...first.results, ...second.results].map(({ uuid }: { uuid: string }) => uuid);
    expect([first.results.length, new Set(uuids).size]).toEqual([3, 4]);
  });

  it('takes a senseless page size as the default, and a huge one as 500', async () => {
    for (const size of ['0', 'veel', '-1', '100000']) {
      expect((await results(`/klantcontacten?pageSize=${size}`)).length).toBe(4);
    }
  });

  it('shows each row as its detail shows it', async () => {
    for (const resource of RESOURCES) {
      const rows = await results(`/${resource}`);
      expect(rows.length).toBeGreaterThan(resource === 'onderwerpobjecten' ? -1 : 0);
      for (const row of rows) expect((await register.get(`/${resource}/${row.uuid}`)).body).toEqual(row);
    }
  });

  it('of klantcontacten with everything around them takes three queries', async () => {
    const queries: string[] = [];
    register.mongo.connection.set('debug', (collection: string, method: string) =>
      queries.push(`${collection}.${method}`),
    );
    await results('/klantcontacten');
    register.mongo.connection.set('debug', false);
    expect(queries.toSorted()).toEqual(['actoren.find', 'klantcontacten.aggregate', 'klantcontacten.countDocuments']);
  });
});
