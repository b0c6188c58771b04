import { afterAll, beforeAll, expect, it } from 'vitest';
import { tellOrphans } from '#main/tell-orphans.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createTakenWorld, type TakenWorld } from '#test/support/taken/taken-world.ts';

const stores = isolatedStores();
let world: TakenWorld;
beforeAll(async () => {
  world = await createTakenWorld(stores);
});
afterAll(() => world.close());

it('tasks of a unit that was taken out of the configuration are told to the operator, and are not lost', async () => {
  const taak = await world.ask({ eenheid: 'AFVAL' });
  await world.ask({ eenheid: 'BURG' });
  const lines: string[] = [];
  await tellOrphans(world.taken, [{ code: 'KCC' }, { code: 'BURG' }], (line) => void lines.push(line));
  expect(lines).toEqual([expect.stringContaining('1 open taak staat bij AFVAL')]);
  const dirk = world.findMedewerker('dirk') ?? expect.fail();
  const passed = await world.passOnTaak({
    taak: taak.uuid,
    medewerker: dirk,
    naar: { eenheid: 'BURG' },
    toelichting: '',
  });
  expect(passed.kind).toBe('handed-over');
});
