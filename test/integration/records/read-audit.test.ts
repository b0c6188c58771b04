import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { createHttpWorld, READ_TOKEN, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
let world: HttpWorld;
const lines: { door: string; handeling: string; objecten: readonly { soort: string; uuid: string }[] }[] = [];

beforeAll(async () => {
  const note = (door: string, handeling: string, objecten: (typeof lines)[number]['objecten']) => {
    lines.push({ door, handeling, objecten });
  };
  world = await createHttpWorld(stores, { readAudit: { note } });
});
beforeEach(() => void lines.splice(0));
afterAll(() => world.close());
/** The answer is on its way before its line is written. */
const written = (count: number) => eventually(() => lines.length === count, { what: `${count} lines` });

it('whoever looks at a task is in the audit log with the task and its klantcontact, without anything of the citizen', async () => {
  const { nummer, uuid, klantcontact } = await world.ask();
  const anna = await world.as('anna');
  expect((await anna.get(`/taken/${nummer}`)).status).toBe(200);
  await written(1);
  expect(lines).toEqual([
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

it('a program that reads the register is there by the name of its token', async () => {
  const { klantcontact = '' } = await world.ask();
  const token = { authorization: `Token ${READ_TOKEN}` };
  const path = `/klantinteracties/api/v1/klantcontacten/${klantcontact}`;
  expect((await world.visitor().get(path, token)).status).toBe(200);
  await written(1);
  expect(lines).toEqual([
    { door: 'lezer', handeling: 'klantcontacten gelezen', objecten: [{ soort: 'klantcontacten', uuid: klantcontact }] },
  ]);
});

it('a list of the register shows everything of what stands in it, so that each of these was read', async () => {
  const { klantcontact = '' } = await world.ask();
  const path = '/klantinteracties/api/v1/klantcontacten?pageSize=1';
  expect((await world.visitor().get(path, { authorization: `Token ${READ_TOKEN}` })).status).toBe(200);
  await written(1);
  expect(lines).toEqual([
    { door: 'lezer', handeling: 'klantcontacten gelezen', objecten: [{ soort: 'klantcontacten', uuid: klantcontact }] },
  ]);
});

it('what was refused or is not there was not read', async () => {
  const { nummer } = await world.ask({ eenheid: 'AFVAL' });
  expect((await (await world.as('carla')).get(`/taken/${nummer}`)).status).toBe(403);
  expect((await world.visitor().get(`/taken/${nummer}`)).status).toBe(303);
  const token = { authorization: `Token ${READ_TOKEN}` };
  expect(
    (await world.visitor().get(`/klantinteracties/api/v1/klantcontacten/${crypto.randomUUID()}`, token)).status,
  ).toBe(404);
  // A page that is read after these is written after them.
  const { nummer: seen } = await world.ask();
  await (await world.as('anna')).get(`/taken/${seen}`);
  await written(1);
});
