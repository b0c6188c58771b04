import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { medewerkerUuid, eenheidUuid } from '#domain/actor/actor-uuid.ts';
import type { Medewerker } from '#domain/actor/medewerker.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createTakenWorld, type TakenWorld } from '#test/support/taken/taken-world.ts';

const stores = isolatedStores();
const kcc = (name: string): Medewerker => ({ gebruikersnaam: name, naam: name, rollen: ['kcc'], afdelingen: [] });

describe.each([{ transactions: true }, { transactions: false }])(
  'tasks with transactions: $transactions',
  (options) => {
    let world: TakenWorld;
    beforeAll(async () => {
      world = await createTakenWorld(stores, options);
      await world.collection('taakdossiers').deleteMany({});
    });
    afterAll(() => world.close());

    it('a hundred claims at once on ten tasks have exactly ten winners, and the register agrees', async () => {
      const taken = await Promise.all(Array.from({ length: 10 }, () => world.ask()));
      const claims = Array.from({ length: 100 }, (_, at) => ({ taak: taken[at % 10]?.uuid ?? '', name: `m${at}` }));
      const outcomes = await Promise.all(
        claims.map(async ({ taak, name }) => ({
          taak,
          name,
          outcome: await world.claimTaak({ taak, medewerker: kcc(name) }),
        })),
      );
      const winners = outcomes.filter(({ outcome }) => outcome.kind === 'claimed');
      expect(winners).toHaveLength(10);
      expect(outcomes.filter(({ outcome }) => outcome.kind === 'taken-by-another')).toHaveLength(90);
      for (const { taak, name } of winners) {
        const dossier = await world.taken.find(taak);
        expect(dossier?.behandelaar).toBe(name);
        expect(dossier?.verloop.map(({ soort }) => soort)).toEqual(['aangemaakt', 'opgepakt']);
        const internetaak = await world.collection('internetaken').findOne({ _id: taak });
        expect(internetaak?.['toegewezenAanActoren']).toEqual([eenheidUuid('KCC'), medewerkerUuid(name)]);
        expect(
          await world.collection('audit').countDocuments({ 'objecten.uuid': taak, handeling: 'taak-opgepakt' }),
        ).toBe(1);
      }
    }, 60_000);

    it('counts open tasks of units that are no longer there', async () => {
      await world.collection('taakdossiers').deleteMany({});
      for (const eenheid of ['BURG', 'AFVAL', 'AFVAL']) await world.ask({ eenheid });
      await world.collection('taakdossiers').updateOne({ eenheid: 'AFVAL' }, { $set: { status: 'verwerkt' } });
      expect(await world.taken.countOutside(['KCC', 'BURG'])).toEqual(new Map([['AFVAL', 1]]));
      expect(await world.taken.countOutside(['KCC', 'BURG', 'AFVAL'])).toEqual(new Map());
    });

    it('lists the longest waiting contact first, page after page, each once', async () => {
      await world.collection('taakdossiers').deleteMany({});
      const days = [5, 3, 9, 3, 7, 1, 3];
      for (const day of days) await world.ask({ eenheid: 'BURG', op: new Date(`2026-11-0${day}T09:00:00Z`) });
      await world.ask({ eenheid: 'AFVAL', op: new Date('2026-11-02T09:00:00Z') });
      const seen: number[] = [];
      const uuids = new Set<string>();
      let na: { plaatsgevondenOp: Date; uuid: string } | undefined;
      do {
        const page = await world.taken.list({
          eenheden: ['BURG', 'KCC'],
          status: 'te_verwerken',
          limit: 3,
          ...(na === undefined ? {} : { na }),
        });
        seen.push(...page.taken.map(({ plaatsgevondenOp }) => plaatsgevondenOp.getUTCDate()));
        for (const { uuid } of page.taken) uuids.add(uuid);
        na = page.volgende;
      } while (na !== undefined);
      expect(seen).toEqual([1, 3, 3, 3, 5, 7, 9]);
      expect(uuids.size).toBe(7);
      const all = await world.taken.list({ status: 'te_verwerken' });
      expect(all.taken).toHaveLength(8);
      expect(all.taken[0]).not.toHaveProperty('verloop');
    });

    it('gives the longest waiting task that nobody has, of the asker’s own units', async () => {
      await world.collection('taakdossiers').deleteMany({});
      const young = await world.ask({ eenheid: 'BURG', op: new Date('2026-11-20T09:00:00Z') });
      const old = await world.ask({ eenheid: 'BURG', op: new Date('2026-11-10T09:00:00Z') });
      await world.ask({ eenheid: 'KCC', op: new Date('2026-11-01T09:00:00Z') });
      const carla: Medewerker = { gebruikersnaam: 'carla', naam: 'Carla', rollen: ['eenheid'], afdelingen: ['BURG'] };
      expect((await world.claimNextTaak(carla))?.uuid).toBe(old.uuid);
      expect((await world.claimNextTaak(carla))?.uuid).toBe(young.uuid);
      expect(await world.claimNextTaak(carla)).toBeUndefined();
      const mine = await world.taken.list({ status: 'te_verwerken', behandelaar: 'carla' });
      expect(mine.taken.map(({ uuid }) => uuid)).toEqual([old.uuid, young.uuid]);
      expect((await world.taken.findByNummer(old.nummer))?.uuid).toBe(old.uuid);
    });

    it('writes nothing when the decision throws', async () => {
      const { uuid } = await world.ask();
      const before = await world.collection('taakdossiers').findOne({ _id: uuid });
      const change = world.taken.change(uuid, () => {
        throw new Error('broken');
      });
      await expect(change).rejects.toThrow();
      expect(await world.collection('taakdossiers').findOne({ _id: uuid })).toEqual(before);
      expect(await world.taken.change('00000000-0000-5000-8000-000000000000', () => ({ outcome: 1 }))).toBeUndefined();
    });
  },
);

describe('a server without transactions', () => {
  it('finishes the change of a process that was killed half way, and its follow-up stands once', async () => {
    const world = await createTakenWorld(stores, { transactions: false });
    const { uuid } = await world.ask();
    const medewerker = kcc('anna');
    const outcome = await world.markNietDoorKcc({ taak: uuid, medewerker, naar: { eenheid: 'BURG' } });
    if (outcome.kind !== 'handed-over') throw new Error(outcome.kind);
    // Back to the moment after the dossier had changed and before anything else was written.
    const dossiers = world.collection('taakdossiers');
    const [old, internetaak, follow, followDossier] = [
      await dossiers.findOne({ _id: uuid }),
      await world.collection('internetaken').findOne({ _id: uuid }),
      await world.collection('internetaken').findOne({ _id: outcome.vervolg.uuid }),
      await dossiers.findOne({ _id: outcome.vervolg.uuid }),
    ];
    const toDomain = (stored: unknown) => {
      const { _id, ...rest } = stored as { _id: string };
      return { uuid: _id, ...rest };
    };
    await world.collection('internetaken').deleteOne({ _id: outcome.vervolg.uuid });
    await dossiers.deleteOne({ _id: outcome.vervolg.uuid });
    await world
      .collection('internetaken')
      .updateOne({ _id: uuid }, { $set: { status: 'te_verwerken' }, $unset: { afgehandeldOp: '' } });
    const change = {
      taak: { dossier: toDomain(old), internetaak: toDomain(internetaak) },
      vervolg: { internetaak: toDomain(follow), dossier: toDomain(followDossier) },
    };
    await dossiers.updateOne({ _id: uuid }, { $set: { _voornemen: { op: new Date(0), change } } });

    expect(await world.taken.completeChanges()).toBe(1);
    expect(await world.taken.completeChanges()).toBe(0);
    expect(await world.taken.find(outcome.vervolg.uuid)).toEqual(outcome.vervolg);
    expect(await world.collection('internetaken').findOne({ _id: uuid })).toMatchObject({ status: 'verwerkt' });
    expect(await world.taken.find(uuid)).not.toHaveProperty('_voornemen');
    await world.close();
  });
});
