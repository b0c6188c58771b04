import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eenheidUuid, medewerkerUuid } from '#domain/actor/actor-uuid.ts';
import { interneTaakSchema } from '#domain/interne-taak/interne-taak.schema.ts';
import { taakDossierSchema } from '#domain/interne-taak/taak-dossier.schema.ts';
import { fromStored } from '#infrastructure/mongo/models.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { anna, bram, carla, dirk } from '#test/support/taken/medewerkers.ts';
import { createTakenWorld, type TakenWorld } from '#test/support/taken/taken-world.ts';

const stores = isolatedStores();
let world: TakenWorld;
beforeAll(async () => {
  world = await createTakenWorld(stores);
});
afterAll(() => world.close());

const internetaak = async (uuid: string) => {
  const stored = await world.collection('internetaken').findOne({ _id: uuid });
  return interneTaakSchema.parse(fromStored<{ uuid: string }>(stored ?? { _id: '' }));
};
/** As the domain knows it: what is kept beside it about who may read it follows the tasks. */
const klantcontact = async (uuid: string | undefined) => {
  const stored = await world.collection('klantcontacten').findOne({ _id: uuid ?? '' });
  return stored === null ? null : fromStored<{ uuid: string }>(stored);
};
const takenOf = (uuid: string | undefined) =>
  world.collection('internetaken').countDocuments({ aanleidinggevendKlantcontact: uuid });
const jobsFor = async (taak: string) => {
  const jobs = await world.jobs.queues['interne-taken'].getJobs();
  return jobs.filter(({ data }: { data: { taak?: string } }) => data.taak === taak).length;
};

describe('niet door KCC te beantwoorden (C5499)', () => {
  it.each(['email', 'whatsapp', 'brief', 'balie', 'telefoon', 'webformulier'] as const)(
    'a question by %s goes to the unit: KCC task closed with its time, one follow-up, one job, klantcontact untouched',
    async (kanaal) => {
      const taak = await world.ask({ kanaal });
      const before = await klantcontact(taak.klantcontact);
      const outcome = await world.markNietDoorKcc({ taak: taak.uuid, medewerker: anna, naar: { eenheid: 'BURG' } });
      if (outcome.kind !== 'handed-over') throw new Error(outcome.kind);
      expect(await internetaak(taak.uuid)).toMatchObject({ status: 'verwerkt', afgehandeldOp: world.clock.now() });
      expect(await internetaak(outcome.vervolg.uuid)).toMatchObject({
        status: 'te_verwerken',
        gevraagdeHandeling: 'Opvolgen klantcontact',
        aanleidinggevendKlantcontact: taak.klantcontact,
        toegewezenAanActoren: [eenheidUuid('BURG')],
      });
      expect(outcome.vervolg).toMatchObject({ eenheid: 'BURG', plaatsgevondenOp: taak.plaatsgevondenOp, melden: true });
      taakDossierSchema.parse(outcome.vervolg);
      taakDossierSchema.parse(await world.taken.find(taak.uuid));
      expect(await jobsFor(outcome.vervolg.uuid)).toBe(1);
      expect(await klantcontact(taak.klantcontact)).toEqual(before);
    },
  );

  it('can name a colleague, who has the follow-up at once', async () => {
    const taak = await world.ask();
    const outcome = await world.markNietDoorKcc({ taak: taak.uuid, medewerker: anna, naar: { medewerker: 'carla' } });
    if (outcome.kind !== 'handed-over') throw new Error(outcome.kind);
    expect(outcome.vervolg).toMatchObject({ eenheid: 'BURG', behandelaar: 'carla' });
    expect((await internetaak(outcome.vervolg.uuid)).toegewezenAanActoren).toEqual([
      eenheidUuid('BURG'),
      medewerkerUuid('carla'),
    ]);
  });

  it('decided ten times at once and once more later makes one follow-up and one job', async () => {
    const taak = await world.ask();
    const decide = () => world.markNietDoorKcc({ taak: taak.uuid, medewerker: anna, naar: { eenheid: 'BURG' } });
    const outcomes = [...(await Promise.all(Array.from({ length: 10 }, decide))), await decide()];
    const followUps = outcomes.map((outcome) => (outcome.kind === 'handed-over' ? outcome.vervolg.uuid : outcome.kind));
    expect(new Set(followUps).size).toBe(1);
    expect(await takenOf(taak.klantcontact)).toBe(2);
    expect(await jobsFor(followUps[0] ?? '')).toBe(1);
  });

  it('leaves the KCC task te_verwerken when the follow-up cannot be stored', async () => {
    const taak = await world.ask();
    const register = { reserveNummers: () => Promise.resolve([taak.nummer]) };
    const { createMarkNietDoorKcc } = await import('#application/taken/mark-niet-door-kcc.ts');
    const mark = createMarkNietDoorKcc({ ...world, register });
    await expect(mark({ taak: taak.uuid, medewerker: anna, naar: { eenheid: 'BURG' } })).rejects.toThrow();
    expect(await internetaak(taak.uuid)).toMatchObject({ status: 'te_verwerken' });
    expect(await world.taken.find(taak.uuid)).toEqual(taak);
    expect(await takenOf(taak.klantcontact)).toBe(1);
  });

  it('is refused to units that do not exist or are inactive, and for tasks that are not with the KCC', async () => {
    const taak = await world.ask();
    const mark = (naar: { eenheid?: string; medewerker?: string }) =>
      world.markNietDoorKcc({ taak: taak.uuid, medewerker: anna, naar });
    await world.collection('actoren').updateOne({ _id: eenheidUuid('AFVAL') }, { $set: { indicatieActief: false } });
    expect(await mark({ eenheid: 'AFVAL' })).toEqual({ kind: 'inactive-actor' });
    expect(await mark({ eenheid: 'BESTAATNIET' })).toEqual({ kind: 'unknown-actor' });
    expect(await mark({ medewerker: 'niemand' })).toEqual({ kind: 'unknown-actor' });
    expect(await mark({})).toEqual({ kind: 'unknown-actor' });
    expect(await mark({ eenheid: 'KCC' })).toEqual({ kind: 'same-destination' });
    const elsewhere = await world.ask({ eenheid: 'BURG' });
    const wrong = await world.markNietDoorKcc({ taak: elsewhere.uuid, medewerker: dirk, naar: { eenheid: 'KCC' } });
    expect(wrong).toEqual({ kind: 'not-with-kcc' });
    expect((await world.taken.find(taak.uuid))?.status).toBe('te_verwerken');
  });
});

describe('a wrongly routed task', () => {
  it('goes back to the KCC as Opnieuw routeren on the same klantcontact, and the old one says why', async () => {
    const taak = await world.ask({ eenheid: 'BURG' });
    const empty = await world.sendBackTaak({ taak: taak.uuid, medewerker: carla, toelichting: ' ' });
    expect(empty).toEqual({ kind: 'toelichting-missing' });
    const outcome = await world.sendBackTaak({
      taak: taak.uuid,
      medewerker: carla,
      toelichting: 'Gaat over afval, niet over paspoorten',
    });
    if (outcome.kind !== 'handed-over') throw new Error(outcome.kind);
    const old = await internetaak(taak.uuid);
    expect(old.status).toBe('verwerkt');
    expect(old.toelichting).toContain('Gaat over afval');
    expect(await internetaak(outcome.vervolg.uuid)).toMatchObject({
      gevraagdeHandeling: 'Opnieuw routeren',
      aanleidinggevendKlantcontact: taak.klantcontact,
      toegewezenAanActoren: [eenheidUuid('KCC')],
    });
  });

  it('or straight to the right unit, which is told', async () => {
    const taak = await world.ask({ eenheid: 'KCC' });
    const outcome = await world.passOnTaak({ taak: taak.uuid, medewerker: anna, naar: { eenheid: 'BURG' } });
    if (outcome.kind !== 'handed-over') throw new Error(outcome.kind);
    expect(outcome.taak).toMatchObject({ afhandeling: 'doorgezet', vervolg: { uuid: outcome.vervolg.uuid } });
    expect(outcome.vervolg.vorige).toEqual({ uuid: taak.uuid, nummer: taak.nummer });
    expect(await jobsFor(outcome.vervolg.uuid)).toBe(1);
  });
});

describe('who may do what', () => {
  it('only the one who has a task finishes it; a beheerder may take it away', async () => {
    const taak = await world.ask();
    await world.claimTaak({ taak: taak.uuid, medewerker: anna });
    const close = { taak: taak.uuid, toelichting: 'Dubbel' };
    expect(await world.closeTaak({ ...close, medewerker: bram })).toEqual({
      kind: 'claimed-by-another',
      behandelaar: 'anna',
    });
    expect((await world.releaseTaak({ taak: taak.uuid, medewerker: bram })).kind).toBe('claimed-by-another');
    expect((await world.releaseTaak({ taak: taak.uuid, medewerker: dirk })).kind).toBe('released');
    expect((await internetaak(taak.uuid)).toegewezenAanActoren).toEqual([eenheidUuid('KCC')]);
    expect((await world.closeTaak({ ...close, medewerker: bram })).kind).toBe('closed');
    expect((await world.closeTaak({ ...close, medewerker: bram })).kind).toBe('closed');
    expect(await world.claimTaak({ taak: taak.uuid, medewerker: anna })).toEqual({
      kind: 'already-finished',
      afhandeling: 'afgesloten',
    });
    const dossier = await world.taken.find(taak.uuid);
    expect(dossier?.verloop.map(({ soort, door }) => `${soort} ${door}`)).toEqual([
      'aangemaakt intake',
      'opgepakt anna',
      'losgelaten dirk',
      'opgepakt bram',
      'afgesloten bram',
    ]);
    const audit = await world.collection('audit').find({ 'objecten.uuid': taak.uuid }).toArray();
    expect(audit.map(({ handeling }) => handeling)).toEqual([
      'klantcontact-geregistreerd',
      'taak-opgepakt',
      'taak-losgelaten',
      'taak-afgesloten',
    ]);
  });

  it('a task of another unit is not theirs, and a task that is not there is not found', async () => {
    const taak = await world.ask({ eenheid: 'KCC' });
    expect(await world.claimTaak({ taak: taak.uuid, medewerker: carla })).toEqual({ kind: 'not-allowed' });
    const nothing = { taak: '00000000-0000-5000-8000-000000000000', medewerker: anna };
    expect(await world.claimTaak(nothing)).toEqual({ kind: 'not-found' });
    expect(await world.answerTaak({ ...nothing, antwoord: 'x' })).toEqual({ kind: 'not-found' });
    expect(await world.passOnTaak({ ...nothing, naar: { eenheid: 'BURG' } })).toEqual({ kind: 'not-found' });
  });

  it('a message that could not be read is a task without klantcontact: claimed and closed, never passed on', async () => {
    const { uuid } = await world.herstelTaak('5d6eca03-6dd2-513e-8b42-7b2959ec3fba');
    expect((await world.claimTaak({ taak: uuid, medewerker: anna })).kind).toBe('claimed');
    const passed = await world.passOnTaak({ taak: uuid, medewerker: anna, naar: { eenheid: 'BURG' } });
    expect(passed).toEqual({ kind: 'no-klantcontact' });
    const answered = await world.answerTaak({ taak: uuid, medewerker: anna, antwoord: 'x' });
    expect(answered).toEqual({ kind: 'no-klantcontact' });
    expect((await world.closeTaak({ taak: uuid, medewerker: anna, toelichting: 'Leeg bericht' })).kind).toBe('closed');
    expect(await world.collection('internetaken').findOne({ _id: uuid })).toBeNull();
  });
});
