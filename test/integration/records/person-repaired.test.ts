import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { parseEmailKey, type PersonKey } from '#domain/records/person-key.ts';
import { erasePerson, planErasure } from '#infrastructure/mongo/records/erase-person.ts';
import { findPerson } from '#infrastructure/mongo/records/find-person.ts';
import { readPerson } from '#infrastructure/mongo/records/read-person.ts';
import { intake } from '#test/support/cli/intake.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createParkedWorld, type ParkedWorld } from '#test/support/parked/create-parked-world.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

// The command line is a process of its own: on a busy machine that takes a while.
vi.setConfig({ testTimeout: 60_000 });
const stores = isolatedStores();
const anna = { door: 'anna', reden: 'Gebeld met de afzender' };
let world: ParkedWorld;
let place = 0;
let email: string;
beforeAll(async () => {
  world = await createParkedWorld(stores);
});
afterAll(() => world.close());
beforeEach(() => {
  email = `p${(place += 1)}.bakker@burger.example`;
});

const find = () => findPerson(world.mongo.connection, world.documents, parseEmailKey(email) as PersonKey);
const read = async () => readPerson(world.mongo.connection, await find());
const erase = async (records: Awaited<ReturnType<typeof find>>) =>
  erasePerson(
    world.mongo,
    { now: () => new Date() },
    records,
    planErasure(records, () => undefined),
    anna,
  );
const repaired = (naam = 'hersteld.eml') => ({
  bytes: Buffer.from(`From: P. Bakker <${email}>\n\nHersteld`),
  bestandsnaam: naam,
  mediaType: 'message/rfc822',
});

/** A message that somebody mended, filled in and had registered. */
async function registerRepaired() {
  const { uuid } = await world.parkOne();
  await world.repair.replaceBytes(uuid, repaired(), anna);
  await world.repair.overrideFields(uuid, { emailadres: email, naam: 'P. Bakker' }, anna);
  await world.release.retry(uuid, 'anna');
  await world.registerMessages('email', [uuid]);
  expect((await world.messageOf(uuid)).state).toBe('registered');
  return uuid;
}

/** Where this text still is, in any collection and any file. */
async function whereIs(text: string): Promise<string[]> {
  const places: string[] = [];
  for (const { name } of (await world.mongo.connection.db?.listCollections().toArray()) ?? []) {
    for await (const document of world.collection(name).find({}, { raw: true })) {
      const bytes = Buffer.from(document as unknown as Uint8Array);
      if (bytes.includes(text)) places.push(name);
    }
  }
  return [...new Set(places)];
}

it('a parked message of which only the repaired file names somebody is found and exported, with its task', async () => {
  const { uuid } = await world.parkOne();
  await world.repair.replaceBytes(uuid, repaired(`${'é'.repeat(240)}.eml`), { door: 'anna', reden: 'leeg' });
  expect((await find()).losseBerichten).toEqual([{ uuid, state: 'parked' }]);
  const { gegevens, bestanden } = await read();
  expect(gegevens['taken']).toMatchObject([{ soort: 'herstel', messages: [uuid] }]);
  expect(gegevens['berichten']).toMatchObject([{ herstel: { wijzigingen: [{ door: 'anna' }] } }]);
  expect(bestanden.map(({ titel }) => titel.slice(0, 17))).toEqual(['bericht zoals ont', 'hersteld bericht:']);

  const folder = join(await temporaryFolder(), 'inzage');
  const { code, err } = await intake(['export-person', '--email', email, '--out', folder], {
    MONGODB_URI: stores.mongodbUri,
  });
  expect(code, err).toBe(0);
  const names = await readdir(join(folder, 'bestanden'));
  expect(names).toHaveLength(2);
  const texts = await Promise.all(names.map((name) => readFile(join(folder, 'bestanden', name), 'utf8')));
  expect(texts.toSorted()[0]).toContain('Hersteld');
});

it('nothing in which a virus was found is handed over: neither original nor attachment', async () => {
  const uuid = await registerRepaired();
  expect((await read()).bestanden).toHaveLength(2);
  await world.messages.addStep([uuid], { op: new Date(), step: 'virus-gevonden' });
  const first = await read();
  // The file that replaced it was scanned by itself.
  expect([first.bestanden.map(({ titel }) => titel), first.apartGezet]).toEqual([['hersteld.eml'], 1]);

  email = `x${email}`;
  const other = await registerRepaired();
  const [vervanging] = (await world.messageOf(other)).herstel?.vervangingen ?? [];
  const place = { 'plaats.id': vervanging?.id };
  await world
    .collection('informatieobjecten')
    .updateOne(place, { $set: { scan: { uitslag: 'besmet', op: new Date() } } });
  const { bestanden, apartGezet } = await read();
  expect([bestanden.map(({ plaats }) => plaats.id), apartGezet]).toEqual([[other], 1]);
});

it('a repaired and registered message is anonymised whole: bytes as they came, replaced files, fields and its task', async () => {
  const uuid = await registerRepaired();
  const [vervanging] = (await world.messageOf(uuid)).herstel?.vervangingen ?? [];
  await world.collection('taakdossiers').updateOne(
    { messages: uuid, soort: 'herstel' },
    {
      $push: { verloop: { op: new Date(), door: 'anna', soort: 'notitie', toelichting: `Zei: ${email}` } } as never,
    },
  );
  await world
    .collection('taakdossiers')
    .updateMany({ messages: uuid }, { $set: { status: 'verwerkt', afhandeling: 'afgesloten' } });
  await erase(await find());
  expect(await whereIs(email)).toEqual([]);
  expect(await world.collection('bestanden.files').countDocuments({ _id: vervanging?.id as never })).toBe(0);
  expect(await world.messageOf(uuid)).not.toHaveProperty('herstel');
});

it('a message that was laid aside goes with its replaced files and its task', async () => {
  const { uuid } = await world.parkOne();
  await world.repair.replaceBytes(uuid, repaired(), anna);
  await world.release.discard(uuid, `dubbel van ${email}`, 'anna');
  await erase(await find());
  expect(await whereIs(email)).toEqual([]);
  expect(await world.messageOf(uuid)).toMatchObject({ state: 'aside', reason: { code: 'vernietigd' } });
  expect(await world.taakOf(uuid)).toBeUndefined();
  expect(await world.reopen(uuid, 'terug', 'anna')).toEqual({ kind: 'nothing-to-register' });
});

it('what somebody brings back between showing and erasing keeps its bytes', async () => {
  const { uuid } = await world.parkOne();
  await world.repair.replaceBytes(uuid, repaired(), anna);
  await world.release.discard(uuid, 'reclame', 'anna');
  const shown = await find();
  await world.reopen(uuid, 'vergissing', 'bram');
  await erase(shown);
  const { state, raw, herstel } = await world.messageOf(uuid);
  expect([state, Buffer.from(raw ?? []).toString()]).toEqual(['open', 'unreadable']);
  expect((await world.documents.read(herstel?.vervangingen[0]?.id ?? '')).byteLength).toBeGreaterThan(0);
});
