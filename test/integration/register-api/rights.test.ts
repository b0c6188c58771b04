import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerKey, answerUuid } from '#domain/klantcontact/build-answer.ts';
import { mayRead, type Leesgrond, type Programma } from '#domain/inzage/lezer.ts';
import type { RegisterReader, RegisterResource } from '#application/ports/register-reader.ts';
import { completeInzage } from '#infrastructure/mongo/inzage/complete-inzage.ts';
import { createRegisterReaderRepository } from '#infrastructure/mongo/register-reader-repository.ts';
import { createBijlageRepository } from '#infrastructure/mongo/bijlage-repository.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { dirk } from '#test/support/taken/medewerkers.ts';
import { createTakenWorld, type TakenWorld } from '#test/support/taken/taken-world.ts';

const UNITS = ['KCC', 'BURG', 'AFVAL'] as const;
const WAYS = ['email', 'whatsapp', 'brief'] as const;
const RESOURCES: readonly RegisterResource[] = [
  'klantcontacten',
  'betrokkenen',
  'digitaleadressen',
  'actorklantcontacten',
  'internetaken',
  'bijlagen',
  'onderwerpobjecten',
];
const CONTACTS = 28;

/** Two databases, one as a server with transactions and one without. */
const databases = { 'with transactions': isolatedStores(), 'without transactions': isolatedStores() };

describe.each(Object.entries(databases))('on a server %s', (name, stores) => {
  let world: TakenWorld;
  let reader: RegisterReader;
  beforeAll(async () => {
    world = await createTakenWorld(stores, name === 'with transactions' ? {} : { transactions: false });
    reader = createRegisterReaderRepository(world.mongo.connection);
    for (const [at, plan] of fc.sample(lives, { numRuns: CONTACTS, seed: 20_261_201 }).entries()) await live(plan, at);
  });
  afterAll(() => world.close());

  it('the query lets a program read what mayRead does, whoever it is and whatever happened to a contact', async () => {
    await agree();
  });

  it('what an older program registered is read as what this one did, after one pass that leaves nothing to do', async () => {
    const before = await stamps();
    for (const one of [...RESOURCES, 'taakdossiers'])
      await world
        .collection(one)
        .updateMany(
          {},
          { $unset: { _inzage: '', _inzageDaar: '', ...(one === 'taakdossiers' ? { vertrouwelijk: '' } : {}) } },
        );
    const limited: Programma = { soort: 'token', naam: 'oud', vertrouwelijk: false };
    for (const one of RESOURCES) expect((await reader.list(limited, one, { skip: 0, limit: 1 })).count).toBe(0);
    const said: string[] = [];
    await completeInzage(world.mongo.connection, (line) => said.push(line));
    expect(said).toHaveLength(1);
    expect(await stamps()).toEqual(before);
    await completeInzage(world.mongo.connection, (line) => said.push(line));
    expect(said).toHaveLength(1);
    await agree();
    const confidential = await world.collection('klantcontacten').distinct('_id', { vertrouwelijk: true });
    const open = { klantcontact: { $in: confidential }, vertrouwelijk: { $ne: true } };
    expect(await world.collection('taakdossiers').countDocuments(open)).toBe(0);
  });

  it('a file that comes later is read by whom its contact is', async () => {
    const contact = await world.collection('klantcontacten').findOne({ vertrouwelijk: true });
    const uuid = crypto.randomUUID();
    const codes = { codeObjecttype: '1', codeRegister: '2', codeSoortObjectId: '3' };
    await createBijlageRepository(world.mongo).add(
      {
        uuid,
        bestandsnaam: 'foto.jpg',
        formaat: 'image/jpeg',
        bestandsomvang: 1,
        sha256: '0',
        rol: 'bijlage',
        plaats: { kind: 'gridfs', id: uuid },
      },
      { uuid, wasBijlageVanKlantcontact: contact?._id ?? '', bijlageidentificator: { objectId: uuid, ...codes } },
      { uuid, op: new Date(), door: 'proef', handeling: 'bijlage-toegevoegd', objecten: [] },
    );
    const ask = (vertrouwelijk: boolean) => reader.find({ soort: 'token', naam: 'x', vertrouwelijk }, 'bijlagen', uuid);
    expect([await ask(false), (await ask(true))?.uuid]).toEqual([undefined, uuid]);
    await agree();
  });

  /** Everything that is kept beside documents, by their ids. */
  async function stamps() {
    const found = new Map<string, unknown>();
    for (const one of RESOURCES)
      for (const { _id, _inzage, _inzageDaar } of await world.collection(one).find({}).toArray())
        found.set(`${one} ${_id}`, [_inzage, _inzageDaar]);
    return found;
  }

  async function agree() {
    const grounds = await findGrounds();
    const owners = await findOwners();
    for (const programma of [...fc.sample(programs, { numRuns: 25, seed: 7 }), ...EDGES]) {
      for (const one of RESOURCES) {
        const page = await reader.list(programma, one, { skip: 0, limit: 500 });
        const shown = page.records.map(uuidOf).toSorted();
        const may = [...(owners.get(one) ?? [])]
          .filter(([, contacts]) => contacts.every((uuid) => mayRead(programma, grounds.get(uuid) ?? CLOSED)))
          .map(([uuid]) => uuid);
        expect([programma, one, page.count, shown]).toEqual([programma, one, may.length, may.toSorted()]);
      }
      for (const { klantcontact, onderwerpobjecten } of (
        await reader.list(programma, 'klantcontacten', { skip: 0, limit: 500 })
      ).records)
        for (const uuid of onderwerpobjecten)
          expect([programma, klantcontact.uuid, await reader.find(programma, 'onderwerpobjecten', uuid)]).not.toContain(
            undefined,
          );
    }
  }

  /** From the tasks themselves, one contact after the other. */
  async function findGrounds(): Promise<ReadonlyMap<string, Leesgrond>> {
    const tasks = await world.collection('taakdossiers').find({}).toArray();
    const found = new Map<string, Leesgrond>();
    for (const { _id, kanaal, vertrouwelijk } of await world.collection('klantcontacten').find({}).toArray()) {
      const own = tasks.filter(({ klantcontact }) => klantcontact === _id);
      const answered = tasks.find((task) => answerUuid(answerKey(task._id)) === _id);
      const taken =
        answered === undefined ? own : tasks.filter(({ klantcontact }) => klantcontact === answered['klantcontact']);
      found.set(_id, {
        kanaal: String(kanaal),
        vertrouwelijk: vertrouwelijk === true,
        taken: taken.map(({ eenheid }) => ({ eenheid: String(eenheid) })),
      });
    }
    return found;
  }

  async function findOwners() {
    const rows = async (one: RegisterResource) => world.collection(one).find({}).toArray();
    const by = async (one: RegisterResource, ...fields: string[]) =>
      [
        one,
        new Map(
          (await rows(one)).map((row) => [
            row._id,
            fields.flatMap((field) => (typeof row[field] === 'string' ? [row[field]] : [])),
          ]),
        ),
      ] as const;
    const betrokkenen = await by('betrokkenen', 'hadKlantcontact');
    const addresses = (await rows('digitaleadressen')).map(
      (row) => [row._id, betrokkenen[1].get(String(row['verstrektDoorBetrokkene'])) ?? []] as const,
    );
    return new Map<RegisterResource, ReadonlyMap<string, string[]>>([
      await by('klantcontacten', '_id'),
      betrokkenen,
      ['digitaleadressen', new Map(addresses)],
      await by('actorklantcontacten', 'klantcontact'),
      await by('internetaken', 'aanleidinggevendKlantcontact'),
      await by('bijlagen', 'wasBijlageVanKlantcontact'),
      await by('onderwerpobjecten', 'klantcontact', 'wasKlantcontact'),
    ]);
  }

  /** What happens to one contact: it comes in, wanders, is answered, and that fails to arrive. */
  async function live({ kanaal, eenheid, vertrouwelijk, ties, travels, answered, failed }: Life, at: number) {
    const earlier = await world
      .collection('klantcontacten')
      .find({}, { sort: { _id: 1 } })
      .toArray();
    const antwoordOp = ties.flatMap((tie) => earlier[tie % Math.max(1, earlier.length)]?._id ?? []);
    let taak = await world.ask({
      kanaal,
      eenheid,
      vertrouwelijk,
      antwoordOp: [...new Set(antwoordOp)],
      op: new Date(Date.UTC(2026, 9, 1, 8, at)),
    });
    for (const to of travels) {
      const done = await world.passOnTaak({ taak: taak.uuid, medewerker: dirk, naar: { eenheid: to } });
      if (done.kind === 'handed-over') taak = done.vervolg;
    }
    if (!answered) return;
    const done = await world.answerTaak({ taak: taak.uuid, medewerker: dirk, antwoord: 'Dank u.', kanaal: 'telefoon' });
    if (done.kind !== 'answered') throw new Error(done.kind);
    // Nothing of the screens does this, a mail that cannot be delivered does: one more task after the answer.
    if (failed)
      await world.collection('taakdossiers').updateOne({ _id: taak.uuid }, { $set: { status: 'te_verwerken' } });
    if (failed)
      await world.passOnTaak({
        taak: taak.uuid,
        medewerker: dirk,
        naar: { eenheid: taak.eenheid === 'AFVAL' ? 'BURG' : 'AFVAL' },
      });
  }
});

const uuidOf = (record: object): string => {
  const { uuid, klantcontact, betrokkene } = record as {
    uuid?: string;
    klantcontact?: { uuid: string };
    betrokkene?: { uuid: string };
  };
  return uuid ?? (betrokkene ?? klantcontact)?.uuid ?? '';
};

/** Of a contact that is not there: nobody with a limit. */
const CLOSED: Leesgrond = { kanaal: '?', vertrouwelijk: true, taken: [{ eenheid: '?' }] };

type Life = typeof lives extends fc.Arbitrary<infer T> ? T : never;
const unit = fc.constantFrom(...UNITS);
const lives = fc.record({
  kanaal: fc.constantFrom(...WAYS),
  eenheid: unit,
  vertrouwelijk: fc.boolean(),
  ties: fc.array(fc.nat(1_000), { maxLength: 2 }),
  travels: fc.array(unit, { maxLength: 2 }),
  answered: fc.boolean(),
  failed: fc.boolean(),
});
const programs: fc.Arbitrary<Programma> = fc
  .record(
    {
      vertrouwelijk: fc.boolean(),
      eenheden: fc.subarray([...UNITS]),
      kanalen: fc.subarray(['e-mail', 'whatsapp', 'post', 'telefoon']),
    },
    { requiredKeys: ['vertrouwelijk'] },
  )
  .map((limits) => ({ soort: 'token' as const, naam: 'proef', ...limits }));
const EDGES: readonly Programma[] = [
  { soort: 'token', naam: 'alles', vertrouwelijk: true },
  { soort: 'token', naam: 'gewoon', vertrouwelijk: false },
];
