import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { isInOrder } from '#application/audit/audit-report.ts';
import { verifyAudit } from '#application/audit/verify-audit.ts';
import { createSealAudit } from '#application/audit/seal-audit.ts';
import { toBewaarregels } from '#domain/records/bewaarregel.ts';
import { bewarenSchema } from '#domain/records/bewaren.schema.ts';
import { createAuditRepository } from '#infrastructure/mongo/audit-repository.ts';
import { createAuditedRegister } from '#infrastructure/mongo/audited-register.ts';
import { createRetention } from '#infrastructure/mongo/records/retention.ts';
import { auditKeys } from '#test/support/audit/keys.ts';
import { intake } from '#test/support/cli/intake.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { fillEveryChannel } from '#test/support/records/fill-every-channel.ts';
import { newMessage } from '#test/support/spine/create-spine.ts';
import { settings } from '#test/support/spine/register-settings.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { createWhatsapp, type Whatsapp } from '#test/support/whatsapp/create-whatsapp.ts';

// The command line is a process of its own each time: on a busy machine that adds up.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const stores = isolatedStores();
let whatsapp: Whatsapp;
let audit: ReturnType<typeof createAuditRepository>;
const table = (name: string) => whatsapp.collection(name);
/** Well after everything was made. */
const now = new Date('2030-01-01T00:00:00Z');
const retention = (bewaren: object, at = now, mongo = whatsapp.spine.mongo, log = audit) =>
  createRetention({
    mongo,
    audit: log,
    keys: auditKeys,
    clock: { now: () => at },
    regels: toBewaarregels(bewarenSchema.parse(bewaren), at),
    kanaalwaarden: settings.kanalen,
  });
const run = (bewaren: object, at = now) => retention(bewaren, at).execute('beheer', () => undefined);
const counted = async (bewaren: object) =>
  (await retention(bewaren).count()).map(({ regel, aanDeBeurt, blijft }) => [regel.naam, aanDeBeurt, blijft]);
const closeTasks = () => table('taakdossiers').updateMany({ soort: 'interne-taak' }, { $set: { status: 'verwerkt' } });
const contactOf = async (place: number) =>
  (await whatsapp.messages.trace(`${place}@voorbeeld.example`))[0]?.klantcontacten[0]?.uuid ?? '';

beforeAll(async () => {
  whatsapp = await createWhatsapp(stores);
  audit = createAuditRepository(whatsapp.spine.mongo.connection);
});
beforeEach(async () => {
  for (const { name } of (await whatsapp.spine.mongo.connection.db?.listCollections().toArray()) ?? []) {
    if (name !== 'counters' && !name.startsWith('system.')) await table(name).deleteMany({});
  }
  whatsapp.jobs.splice(0);
  await fillEveryChannel(whatsapp);
});
afterAll(() => whatsapp.close());

describe('klantcontacten whose period is over', () => {
  it('stay as long as somebody has a task for them, and when they belong to a zaak', async () => {
    const bewaren = { email: { klantcontactenDagen: 365 } };
    expect(await counted(bewaren)).toEqual([['email-klantcontacten', 0, { 'open-taak': 3 }]]);
    await closeTasks();
    const zaak = { objectId: 'Z-1', codeObjecttype: '1', codeRegister: '1', codeSoortObjectId: '1' };
    const klantcontact = await contactOf(100);
    await table('onderwerpobjecten').insertOne({
      _id: 'zaak' as never,
      klantcontact,
      onderwerpobjectidentificator: zaak,
    });
    expect(await counted(bewaren)).toEqual([['email-klantcontacten', 2, { zaak: 1 }]]);
    await run(bewaren);
    expect(await table('klantcontacten').countDocuments({ kanaal: 'e-mail' })).toBe(1);
  });

  it('go with everything of theirs and nothing of others, and their mail is not registered again', async () => {
    await closeTasks();
    const [uuid, large] = [await contactOf(100), await contactOf(101)];
    const others = await table('klantcontacten').countDocuments({ kanaal: { $ne: 'e-mail' } });
    const verklaring = await run({ email: { klantcontactenDagen: 365 } });
    expect(verklaring.tellingen['email-klantcontacten']).toMatchObject({
      klantcontacten: 3,
      berichten: 3,
      bestanden: 1,
    });
    expect(await table('klantcontacten').countDocuments({})).toBe(others);
    const fields = {
      betrokkenen: 'hadKlantcontact',
      bijlagen: 'wasBijlageVanKlantcontact',
      taakdossiers: 'klantcontact',
      internetaken: 'aanleidinggevendKlantcontact',
      actorklantcontacten: 'klantcontact',
    };
    for (const [name, field] of Object.entries(fields)) {
      expect(await table(name).countDocuments({ [field]: { $in: [uuid, large] } }), name).toBe(0);
      expect(await table(name).countDocuments({}), name).toBeGreaterThan(0);
    }
    const message = newMessage('Vraag over afval', 100);
    expect(await table('bestanden.files').countDocuments({ _id: (await idOf(101)) as never })).toBe(0);
    const left = await table('messages').findOne({ _id: message.uuid as never });
    expect(left).toMatchObject({ state: 'aside', reason: { code: 'vernietigd' }, size: 0, aliases: [], envelope: {} });
    expect(JSON.stringify(left)).not.toContain('voorbeeld');
    expect(await whatsapp.spine.acceptMessages([message])).toMatchObject([{ isNew: false }]);
    await whatsapp.spine.registerMessages('email', [message.uuid]);
    expect(await table('klantcontacten').countDocuments({})).toBe(others);
    const again = await run({ email: { klantcontactenDagen: 365 } });
    expect(again.tellingen).toEqual({});
    const entries = await table('audit').find({ handeling: 'vernietigd: email-klantcontacten' }).toArray();
    expect(entries).toHaveLength(3);
    expect(entries.map(({ door }) => door)).toEqual(['beheer', 'beheer', 'beheer']);
  });

  it('wait for a younger answer, and then go together with it', async () => {
    await closeTasks();
    const question = await contactOf(100);
    const reply = newMessage('Re: 100', 300);
    await whatsapp.spine.acceptMessages([{ ...reply, receivedAt: new Date('2029-12-01') }]);
    await whatsapp.spine.registerMessages('email', [reply.uuid]);
    await closeTasks();
    expect(await table('onderwerpobjecten').countDocuments({ wasKlantcontact: question })).toBe(1);
    const bewaren = { email: { klantcontactenDagen: 365 } };
    expect(await counted(bewaren)).toEqual([['email-klantcontacten', 2, { 'nog-niet-aan-de-beurt': 1 }]]);
    await run(bewaren);
    expect(await table('klantcontacten').countDocuments({ kanaal: 'e-mail' })).toBe(2);
    await run(bewaren, new Date('2032-01-01'));
    expect(await table('klantcontacten').countDocuments({ kanaal: 'e-mail' })).toBe(0);
    expect(await table('onderwerpobjecten').countDocuments({})).toBe(0);
  });

  it('go with their answer in another channel, and are counted once, as they are destroyed', async () => {
    await closeTasks();
    await answerByPhone(await contactOf(100));
    await table('uitgaand').updateMany({}, { $set: { klantcontact: await contactOf(101) } });
    const bewaren = {
      email: { klantcontactenDagen: 365, origineelDagen: 30 },
      telefoon: { klantcontactenDagen: 365, origineelDagen: 30 },
      meldingenDagen: 365,
    };
    const dry = Object.fromEntries((await counted(bewaren)).map(([naam, due]) => [naam, due]));
    const { tellingen } = await run(bewaren);
    expect(dry).toEqual({
      'email-klantcontacten': 4,
      'telefoon-klantcontacten': 0,
      'email-origineel': 0,
      'telefoon-origineel': 0,
      meldingen: 1,
    });
    expect(tellingen).toEqual({
      meldingen: { uitgaand: 1 },
      'email-klantcontacten': expect.objectContaining({ klantcontacten: 4 }),
    });
  });

  it('stay when they answer a question that stays, or have an answer that is not sent yet', async () => {
    await closeTasks();
    const answer = await answerByPhone(await contactOf(100));
    const bewaren = { telefoon: { klantcontactenDagen: 365 } };
    expect(await counted(bewaren)).toEqual([['telefoon-klantcontacten', 0, { 'nog-niet-aan-de-beurt': 1 }]]);
    await table('onderwerpobjecten').deleteMany({ klantcontact: answer });
    await table('uitgaand').insertOne({
      _id: 'onderweg' as never,
      soort: 'antwoord',
      state: 'open',
      klantcontact: answer,
    });
    expect(await counted(bewaren)).toEqual([['telefoon-klantcontacten', 0, { onverzonden: 1 }]]);
    expect((await run(bewaren)).tellingen).toEqual({});
    await table('uitgaand').updateOne({ _id: 'onderweg' as never }, { $set: { state: 'verzonden' } });
    expect(await counted(bewaren)).toEqual([['telefoon-klantcontacten', 1, {}]]);
  });

  it('stay, and are not said to be destroyed, when somebody gets work on them meanwhile', async () => {
    await closeTasks();
    const uuid = await contactOf(100);
    const busy = {
      ...whatsapp.spine.mongo,
      transact: async <T>(work: Parameters<typeof whatsapp.spine.mongo.transact<T>>[0]) => {
        await table('taakdossiers').updateOne({ klantcontact: uuid }, { $set: { status: 'te_verwerken' } });
        return whatsapp.spine.mongo.transact(work);
      },
    };
    const verklaring = await retention({ email: { klantcontactenDagen: 365 } }, now, busy).execute(
      'beheer',
      () => undefined,
    );
    expect(verklaring.tellingen['email-klantcontacten']).toMatchObject({ klantcontacten: 2 });
    expect(await table('klantcontacten').countDocuments({ _id: uuid as never })).toBe(1);
    const destroyed = await table('audit').find({ handeling: 'vernietigd: email-klantcontacten' }).toArray();
    expect(JSON.stringify(destroyed)).not.toContain(uuid);
    expect(destroyed).toHaveLength(2);
  });

  it('take the conversation with them that they were made of', async () => {
    await closeTasks();
    const verklaring = await run({ whatsapp: { klantcontactenDagen: 365 }, leveringenDagen: 365 });
    expect(verklaring.tellingen['whatsapp-klantcontacten']).toMatchObject({
      klantcontacten: 1,
      gesprekken: 1,
      bestanden: 1,
    });
    expect(await table('conversations').countDocuments({})).toBe(1);
    expect(await table('conversationentries').countDocuments({})).toBe(1);
    expect(await table('whatsapppayloads').countDocuments({})).toBe(0);
    // The other conversation is open: it goes on.
    whatsapp.clock.at += 3_600_000;
    await whatsapp.reconcile();
    await whatsapp.runJobs();
    expect(await table('klantcontacten').countDocuments({ kanaal: 'whatsapp' })).toBe(1);
  });
});

it('originals can go before their klantcontact, which stays as it is', async () => {
  await closeTasks();
  const uuid = await contactOf(101);
  const before = await table('klantcontacten').findOne({ _id: uuid as never });
  const verklaring = await run({ email: { origineelDagen: 30 } });
  expect(verklaring.tellingen['email-origineel']).toMatchObject({ bijlagen: 2, informatieobjecten: 2, bestanden: 1 });
  expect(await table('klantcontacten').findOne({ _id: uuid as never })).toEqual(before);
  expect(await table('bijlagen').countDocuments({ wasBijlageVanKlantcontact: uuid })).toBe(0);
  const [message] = await whatsapp.messages.trace(String(before?.['nummer']));
  expect(message).toMatchObject({ state: 'registered', size: 0, klantcontacten: [{ uuid }] });
  expect((await run({ email: { origineelDagen: 30 } })).tellingen).toEqual({});
});

it('what was set aside goes, what is parked waits for a person and what a person laid aside has its own period', async () => {
  const bewaren = { email: { apartDagen: 30, geparkeerdDagen: 30 } };
  expect(await counted(bewaren)).toEqual([
    ['email-apart', 1, {}],
    ['email-geparkeerd', 0, {}],
  ]);
  await run(bewaren);
  expect(await table('messages').countDocuments({ state: 'parked' })).toBe(1);
  await table('messages').updateOne(
    { state: 'parked' },
    { $set: { state: 'aside', reason: { code: 'verworpen', detail: 'leeg' } } },
  );
  expect(await counted(bewaren)).toEqual([
    ['email-apart', 0, {}],
    ['email-geparkeerd', 0, { 'open-taak': 1 }],
  ]);
  await table('taakdossiers').updateMany({ soort: 'herstel' }, { $set: { status: 'verwerkt' } });
  await run(bewaren);
  expect(await table('taakdossiers').countDocuments({ soort: 'herstel' })).toBe(0);
  expect(await table('messages').countDocuments({ 'reason.code': 'vernietigd' })).toBe(2);
});

describe('the audit log', () => {
  const verify = () =>
    verifyAudit({ audit, register: createAuditedRegister(whatsapp.spine.mongo.connection), keys: auditKeys });
  const seal = () => createSealAudit({ audit, clock: { now: () => now }, keys: auditKeys })();

  it('is destroyed in whole blocks, with a sealed record of it, and can still be verified', async () => {
    const before = await verify();
    await seal();
    const verklaring = await run({ auditDagen: 30 });
    expect(verklaring.tellingen['audit']).toEqual({ audit: before.regels });
    await seal();
    expect(await verify()).toMatchObject({ vernietigd: before.regels });
    expect(isInOrder(await verify())).toBe(true);
    const [record] = await audit.listDestructions();
    expect(record?.vernietiging).toMatchObject({ totEnMet: 1, verklaring: verklaring.uuid, door: 'beheer', dagen: 30 });
    expect((await run({ auditDagen: 30 })).tellingen).toEqual({});
  });

  it('is not destroyed when it is not what was sealed, or when nobody can say so', async () => {
    const lines = await table('audit').countDocuments({});
    await table('auditzegels').updateOne({ _id: 1 as never }, { $set: { gezegeldOp: new Date('2001-01-01') } });
    expect(await counted({ auditDagen: 30 })).toEqual([['audit', 0, { logboek: lines }]]);
    expect((await run({ auditDagen: 30 })).tellingen).toEqual({});
    expect(await table('audit').countDocuments({})).toBe(lines + 1);
  });

  it('is destroyed to its end by the next run, when the first is broken off', async () => {
    const dying = {
      ...audit,
      addBlock: async (block: Parameters<typeof audit.addBlock>[0]) => {
        await audit.addBlock(block);
        if (block.vernietiging !== undefined) throw new Error('died');
        return true;
      },
    };
    const bewaren = { auditDagen: 30 };
    await expect(
      retention(bewaren, now, whatsapp.spine.mongo, dying).execute('beheer', () => undefined),
    ).rejects.toThrow('died');
    const verklaring = await run(bewaren);
    expect(verklaring.tellingen['audit']?.['audit']).toBeGreaterThan(0);
    expect(await audit.listDestructions()).toHaveLength(1);
    await seal();
    expect(isInOrder(await verify())).toBe(true);
  });
});

it('bytes that a broken-off run left are removed by the next', async () => {
  const file = await idOf(101);
  await table('vernietigingen').insertOne({
    _id: 'eerder' as never,
    begonnenOp: now,
    regels: [],
    tellingen: {},
    bestanden: [file],
  });
  await run({ meldingenDagen: 10_000 });
  expect(await table('bestanden.chunks').countDocuments({ files_id: file })).toBe(0);
  expect(await table('vernietigingen').findOne({ _id: 'eerder' as never })).toMatchObject({ bestanden: [] });
});

it('the command line counts first, destroys on request and prints the report', async () => {
  await closeTasks();
  await table('klantcontacten').updateMany(
    { kanaal: 'e-mail' },
    { $set: { plaatsgevondenOp: new Date('2020-01-01') } },
  );
  const file = join(await temporaryFolder(), 'intake.yaml');
  await writeFile(
    file,
    'gemeente: Voorbeeldstad\nkanalen: {}\nafdelingen: [{ code: KCC, naam: KCC }]\nbewaren: { email: { klantcontactenDagen: 1825 } }\n',
  );
  const variables = { MONGODB_URI: stores.mongodbUri, INTAKE_CONFIG: file };
  const dry = await intake(['retention', '--dry-run'], variables);
  expect([dry.code, dry.lines[1]], dry.err).toEqual([
    0,
    expect.stringMatching(/^email-klantcontacten\s+1825\s+3\s+-$/),
  ]);
  expect(await table('klantcontacten').countDocuments({ kanaal: 'e-mail' })).toBe(3);
  const done = await intake(['retention', '--execute'], variables);
  expect([done.code, done.out], done.err).toEqual([0, expect.stringContaining('Verklaring van vernietiging')]);
  expect(await table('klantcontacten').countDocuments({ kanaal: 'e-mail' })).toBe(0);
  expect((await intake(['retention', '--verklaringen'], variables)).out).toBe(done.out);
  expect((await intake(['retention'], variables)).code).toBe(64);
});

/** The klantcontact of the telephone is an answer to this question. */
async function answerByPhone(wasKlantcontact: string): Promise<string> {
  const answer = await table('klantcontacten').findOne({ kanaal: 'telefoon' });
  const klantcontact = String(answer?._id);
  await table('onderwerpobjecten').insertOne({
    _id: `antwoord:${klantcontact}` as never,
    klantcontact,
    wasKlantcontact,
  });
  return klantcontact;
}

async function idOf(place: number): Promise<string> {
  return newMessage(`Lang ${'x'.repeat(1_200_000)}`, place).uuid;
}
