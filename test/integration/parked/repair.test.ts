import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createParkedWorld, type ParkedWorld } from '#test/support/parked/create-parked-world.ts';

const stores = isolatedStores();
let world: ParkedWorld;
beforeAll(async () => {
  world = await createParkedWorld(stores);
});
afterAll(() => world.close());

const anna = { door: 'anna', reden: 'De leverancier stuurde hem opnieuw' };
const file = (text: string, bestandsnaam = 'hersteld.eml') => ({
  bytes: Buffer.from(text),
  bestandsnaam,
  mediaType: 'message/rfc822',
});
const offerAgain = async (uuid: string) => {
  await world.release.retry(uuid, 'anna');
  await world.registerMessages('email', [uuid]);
};

describe('bytes put in the place of unreadable ones', () => {
  it('are read; both are bijlagen, and the ones that came are untouched', async () => {
    const { uuid } = await world.parkOne();
    expect(await world.repair.replaceBytes(uuid, file('Vraag over de heg'), anna)).toEqual({ kind: 'repaired' });
    await offerAgain(uuid);
    const message = await world.messageOf(uuid);
    expect([message.state, Buffer.from(message.raw ?? []).toString()]).toEqual(['registered', 'unreadable']);
    const { contacten, documenten } = await world.unitOf(uuid);
    expect(contacten.map(({ onderwerp }) => onderwerp)).toEqual(['Vraag over de heg']);
    expect(documenten.map(({ rol, bestandsnaam, sha256 }) => [rol, bestandsnaam, sha256]).sort()).toEqual(
      [
        ['origineel', `bericht-${uuid}.eml`, message.sha256],
        ['bijlage', 'hersteld.eml', message.herstel?.vervangingen[0]?.sha256],
      ].sort(),
    );
    for (const { plaats, bestandsomvang } of documenten) {
      const { kind, id } = plaats as { kind: string; id: string };
      const bytes = kind === 'message' ? await world.messages.readRaw(id) : await world.documents.read(id);
      expect(bytes.byteLength).toBe(bestandsomvang);
    }
  });

  it('are kept with who, when and why, also when others come after them', async () => {
    const { uuid } = await world.parkOne();
    await world.repair.replaceBytes(uuid, file('Eerste'), anna);
    await world.repair.replaceBytes(uuid, file('Tweede'), { door: 'bram', reden: 'beter' });
    const { herstel } = await world.messageOf(uuid);
    expect(herstel?.wijzigingen).toMatchObject([
      { door: 'anna', handeling: 'bytes-vervangen', reden: anna.reden },
      { door: 'bram', handeling: 'bytes-vervangen', reden: 'beter' },
    ]);
    const kept = await Promise.all((herstel?.vervangingen ?? []).map(({ id }) => world.documents.read(id)));
    expect(kept.map((bytes) => Buffer.from(bytes).toString())).toEqual(['Eerste', 'Tweede']);
    await offerAgain(uuid);
    expect((await world.unitOf(uuid)).contacten[0]?.['onderwerp']).toBe('Tweede');
  });

  it('that are read already change nothing', async () => {
    const { uuid } = await world.parkOne();
    expect(await world.repair.replaceBytes(uuid, file('unreadable'), anna)).toEqual({ kind: 'same-bytes' });
    expect((await world.messageOf(uuid)).herstel).toBeUndefined();
  });

  it('are refused once the message has left the parking place', async () => {
    const { uuid } = await world.parkOne();
    await world.release.discard(uuid, 'leeg', 'anna');
    expect(await world.repair.replaceBytes(uuid, file('Te laat'), anna)).toEqual({
      kind: 'not-parked',
      state: 'aside',
    });
  });
});

describe('fields that a person fills in', () => {
  it('go before what is read, and the unit that is addressed gets the task', async () => {
    const { uuid } = await world.parkOne('Onderwerp zoals gelezen');
    const plaatsgevondenOp = new Date('2026-11-19T08:00:00Z');
    const velden = {
      onderwerp: 'Aanvraag trouwakte',
      naam: 'Sanne de Wit',
      emailadres: 'sanne@bewoner.example',
      telefoonnummer: '0612345678',
      plaatsgevondenOp,
      geadresseerde: 'Burgerzaken',
    };
    expect(await world.repair.overrideFields(uuid, velden, anna)).toEqual({ kind: 'repaired' });
    await offerAgain(uuid);
    const { contacten, betrokkenen, adressen, dossiers } = await world.unitOf(uuid);
    expect(contacten).toMatchObject([{ onderwerp: 'Aanvraag trouwakte', inhoud: 'Tekst', plaatsgevondenOp }]);
    expect(betrokkenen).toMatchObject([{ contactnaam: { achternaam: 'Sanne de Wit' } }]);
    expect(adressen.map(({ adres }) => adres).sort()).toEqual(['0612345678', 'sanne@bewoner.example']);
    expect(dossiers).toMatchObject([{ eenheid: 'BURG' }]);
  });

  it('stay out of the steps and the audit log', async () => {
    const { uuid } = await world.parkOne();
    await world.repair.overrideFields(uuid, { naam: 'Sanne de Wit' }, { door: 'anna', reden: 'Sanne belde' });
    const { steps } = await world.messageOf(uuid);
    const audit = await world.collection('audit').find({ 'objecten.uuid': uuid }).toArray();
    expect(steps.at(-1)?.step).toBe('velden-ingevuld');
    expect(JSON.stringify([steps, audit])).not.toContain('Sanne');
  });
});

describe('registering by hand', () => {
  it('makes a klantcontact of what was typed, with the unreadable bytes as its original', async () => {
    const { uuid } = await world.parkOne();
    const velden = { onderwerp: 'Klacht over lawaai', inhoud: 'Zoals verteld', naam: 'Piet Bakker' };
    expect(await world.repair.registerByHand(uuid, velden, { ...anna, medewerker: 'anna' })).toEqual({
      kind: 'released',
    });
    await world.registerMessages('email', [uuid]);
    const { contacten, documenten, dossiers } = await world.unitOf(uuid);
    expect(contacten).toMatchObject([{ onderwerp: 'Klacht over lawaai', inhoud: 'Zoals verteld', kanaal: 'e-mail' }]);
    expect(documenten).toMatchObject([{ rol: 'origineel', plaats: { kind: 'message', id: uuid } }]);
    expect(dossiers).toMatchObject([{ status: 'te_verwerken', eenheid: 'KCC' }]);
    expect((await world.taakOf(uuid))?.afhandeling).toBe('hersteld');
  });

  it('asks for a subject or a text', async () => {
    const { uuid } = await world.parkOne();
    expect(await world.repair.registerByHand(uuid, { naam: 'Piet' }, anna)).toEqual({ kind: 'nothing-said' });
    expect((await world.messageOf(uuid)).state).toBe('parked');
  });

  it('twice at once makes one klantcontact', async () => {
    const { uuid } = await world.parkOne();
    const velden = { onderwerp: 'Dubbel geklikt' };
    await Promise.all([1, 2].map(() => world.repair.registerByHand(uuid, velden, anna)));
    await Promise.all([1, 2].map(() => world.registerMessages('email', [uuid])));
    expect((await world.unitOf(uuid)).contacten).toHaveLength(1);
  });
});
