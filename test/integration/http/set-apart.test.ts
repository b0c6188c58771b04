import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpWorld, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
let world: HttpWorld;
beforeAll(async () => {
  world = await createHttpWorld(stores);
});
afterAll(() => world.close());

const BYTES = Buffer.from('wat er in zat');

/** A document of a fresh question, with this word of the virus scanner. */
async function attach(scan: object) {
  const { klantcontact, nummer } = await world.ask();
  const [informatieobject, bijlage] = [crypto.randomUUID(), crypto.randomUUID()];
  const sha256 = '0'.repeat(64);
  const facts = { bestandsnaam: 'factuur.txt', formaat: 'text/plain', sha256 };
  await world.documents.put(informatieobject, BYTES, facts);
  await world.collection('informatieobjecten').insertOne({
    _id: informatieobject,
    ...facts,
    bestandsomvang: BYTES.byteLength,
    rol: 'bijlage',
    plaats: { kind: 'gridfs', id: informatieobject },
    scan,
  });
  await world.collection('bijlagen').insertOne({
    _id: bijlage,
    wasBijlageVanKlantcontact: klantcontact,
    bijlageidentificator: {
      objectId: informatieobject,
      codeObjecttype: '3',
      codeRegister: '7',
      codeSoortObjectId: '4',
    },
  });
  return { bijlage, nummer };
}

const besmet = { uitslag: 'besmet', kenmerk: 'Eicar-Test-Signature', op: new Date() };

test('a document in which a virus was found is served to nobody, and the page says why', async () => {
  const { bijlage, nummer } = await attach(besmet);
  for (const who of ['anna', 'dirk']) {
    const medewerker = await world.as(who);
    for (const query of ['', '?weergave=tekst', '?weergave=beeld']) {
      const { status, text } = await medewerker.get(`/bijlagen/${bijlage}${query}`);
      expect(status).toBe(403);
      expect(text).toContain('In dit bestand is een virus gevonden');
      expect(text).not.toContain(BYTES.toString());
    }
  }
  const { text } = await (await world.as('anna')).get(`/taken/${nummer}`);
  expect(text).toContain('Apart gezet: virus gevonden (Eicar-Test-Signature)');
  expect(text).not.toContain(`/bijlagen/${bijlage}`);
});

test('the message that a virus came in is not served by the road of its task either', async () => {
  const { nummer } = await attach(besmet);
  const dossier = await world.collection('taakdossiers').findOne({ nummer });
  const [message] = (dossier?.['messages'] ?? []) as string[];
  const step = { op: new Date(), step: 'virus-gevonden', detail: 'Eicar-Test-Signature' };
  await world.collection('messages').updateOne({ _id: message as never }, { $push: { steps: step } as never });
  const anna = await world.as('anna');
  for (const query of ['', '?weergave=tekst'])
    expect((await anna.get(`/taken/${nummer}/berichten/${message ?? ''}${query}`)).status).toBe(403);
});

test('a document that was not scanned is served, with a mark', async () => {
  const { bijlage, nummer } = await attach({ uitslag: 'niet-gescand', reden: 'scanner-weg', op: new Date() });
  const anna = await world.as('anna');
  expect((await anna.get(`/bijlagen/${bijlage}`)).text).toBe(BYTES.toString());
  expect((await anna.get(`/taken/${nummer}`)).text).toContain('Niet op virussen gescand');
});
