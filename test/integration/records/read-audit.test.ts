import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createHttpWorld, READ_TOKEN, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
let world: HttpWorld;
let anna: Awaited<ReturnType<HttpWorld['as']>>;

beforeAll(async () => {
  world = await createHttpWorld(stores);
  anna = await world.as('anna');
});
beforeEach(() => void world.lines.splice(0));
afterAll(() => world.close());
const lines = () => world.lines.map(({ uuid: _uuid, op: _op, ...line }) => line);

it('whoever looks at a task is in the audit log with the task and its klantcontact, without anything of the citizen', async () => {
  const { nummer, uuid, klantcontact } = await world.ask();
  expect((await anna.get(`/taken/${nummer}`)).status).toBe(200);
  expect(lines()).toEqual([
    {
      door: 'anna',
      handeling: 'taak bekeken',
      objecten: [
        { soort: 'internetaak', uuid },
        { soort: 'klantcontact', uuid: klantcontact },
      ],
    },
  ]);
});

it('a list says what every klantcontact in it is about, so that each of these was read', async () => {
  const { uuid, klantcontact } = await world.ask();
  expect((await anna.get('/taken')).status).toBe(200);
  expect(lines()).toMatchObject([{ door: 'anna', handeling: 'taken bekeken' }]);
  expect(lines()[0]?.objecten).toContainEqual({ soort: 'internetaak', uuid });
  expect(lines()[0]?.objecten).toContainEqual({ soort: 'klantcontact', uuid: klantcontact });
});

it('a program that reads the register is there by the name of its token', async () => {
  const { klantcontact = '' } = await world.ask();
  const token = { authorization: `Token ${READ_TOKEN}` };
  const path = `/klantinteracties/api/v1/klantcontacten/${klantcontact}`;
  expect((await world.visitor().get(path, token)).status).toBe(200);
  expect(lines()).toEqual([
    { door: 'lezer', handeling: 'klantcontacten gelezen', objecten: [{ soort: 'klantcontacten', uuid: klantcontact }] },
  ]);
});

it('a list of the register shows everything of what stands in it, so that each of these was read', async () => {
  const { klantcontact = '' } = await world.ask();
  const path = '/klantinteracties/api/v1/klantcontacten?pageSize=1';
  expect((await world.visitor().get(path, { authorization: `Token ${READ_TOKEN}` })).status).toBe(200);
  expect(lines()).toEqual([
    { door: 'lezer', handeling: 'klantcontacten gelezen', objecten: [{ soort: 'klantcontacten', uuid: klantcontact }] },
  ]);
});

it('what was refused is there as a refusal, and what is not there was not read', async () => {
  const { nummer, uuid, klantcontact } = await world.ask({ eenheid: 'AFVAL' });
  expect((await (await world.as('carla')).get(`/taken/${nummer}`)).status).toBe(403);
  expect((await world.visitor().get(`/taken/${nummer}`)).status).toBe(303);
  const token = { authorization: `Token ${READ_TOKEN}` };
  const unknown = `/klantinteracties/api/v1/klantcontacten/${crypto.randomUUID()}`;
  expect((await world.visitor().get(unknown, token)).status).toBe(404);
  expect((await anna.get(`/bijlagen/${crypto.randomUUID()}`)).status).toBe(404);
  expect(lines()).toEqual([
    {
      door: 'carla',
      adres: '127.0.0.1',
      handeling: 'geweigerd: GET /taken/:nummer',
      objecten: [
        { soort: 'internetaak', uuid },
        { soort: 'klantcontact', uuid: klantcontact },
      ],
    },
  ]);
});
