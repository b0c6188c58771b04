import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { medewerkerUuid } from '#domain/actor/actor-uuid.ts';
import { toReferences } from '#domain/inbound-message/reference.ts';
import { createAnswerTaak } from '#application/taken/answer-taak.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { anna, bram } from '#test/support/taken/medewerkers.ts';
import { createTakenWorld, infoAccount, type TakenWorld } from '#test/support/taken/taken-world.ts';

const stores = isolatedStores();
let world: TakenWorld;
beforeAll(async () => {
  world = await createTakenWorld(stores, { accounts: infoAccount });
});
afterAll(() => world.close());

async function answer(taak: { uuid: string }, antwoord: string, kanaal?: 'telefoon' | 'email') {
  const request = { taak: taak.uuid, medewerker: anna, antwoord, ...(kanaal === undefined ? {} : { kanaal }) };
  const outcome = await world.answerTaak(request);
  if (outcome.kind !== 'answered') throw new Error(outcome.kind);
  return outcome;
}
const allOf = (name: string, filter: object) => world.collection(name).find(filter).toArray();
async function objectOf(klantcontact: string) {
  const [bijlage] = await allOf('bijlagen', { wasBijlageVanKlantcontact: klantcontact });
  const { objectId } = bijlage?.['bijlageidentificator'] as { objectId: string };
  return (await allOf('informatieobjecten', { _id: objectId }))[0];
}
async function documentOf(klantcontact: string) {
  const { id } = (await objectOf(klantcontact))?.['plaats'] as { id: string };
  return new TextDecoder().decode(await world.documents.read(id));
}

describe('an answer (C9708)', () => {
  it('to a mail is a new klantcontact tied to the question, and a reply in the citizen’s own conversation', async () => {
    const taak = await world.ask({ onderwerp: 'Container niet geleegd' });
    const before = await world.collection('klantcontacten').findOne({ _id: taak.klantcontact ?? '' });
    const { antwoord, verzending } = await answer(taak, 'Beste meneer Jansen,\n\nMorgen.');
    expect(verzending).toBe('wordt-verzonden');
    const [contact] = await allOf('klantcontacten', { _id: antwoord.uuid });
    expect(contact).toMatchObject({
      kanaal: 'e-mail',
      onderwerp: 'Container niet geleegd',
      inhoud: 'Beste meneer Jansen,\n\nMorgen.',
      indicatieContactGelukt: null,
      plaatsgevondenOp: world.clock.now(),
    });
    const [betrokkene] = await allOf('betrokkenen', { hadKlantcontact: antwoord.uuid });
    expect(betrokkene).toMatchObject({ rol: 'klant', initiator: false, contactnaam: { achternaam: 'J. Jansen' } });
    const [adres] = await allOf('digitaleadressen', { verstrektDoorBetrokkene: betrokkene?._id });
    expect(adres).toMatchObject({ adres: 'j.jansen@burger.example', soortDigitaalAdres: 'email' });
    expect(await allOf('actorklantcontacten', { klantcontact: antwoord.uuid })).toMatchObject([
      { actor: medewerkerUuid('anna') },
    ]);
    expect(await allOf('onderwerpobjecten', { klantcontact: antwoord.uuid })).toMatchObject([
      { wasKlantcontact: taak.klantcontact },
    ]);
    expect(await allOf('internetaken', { _id: taak.uuid })).toMatchObject([
      { status: 'verwerkt', afgehandeldOp: world.clock.now() },
    ]);
    const [mail] = await allOf('uitgaand', { klantcontact: antwoord.uuid });
    expect(mail).toMatchObject({ state: 'open', aan: 'j.jansen@burger.example', van: 'info' });
    expect(mail?.['onderwerp']).toBe('Re: Container niet geleegd');
    expect(mail?.['inReplyTo']).toMatch(/^vraag-\d+@burger\.example$/);
    expect(mail?.['messageId']).toMatch(/^[0-9a-f]{32}@voorbeeldstad\.example$/);
    expect(await world.jobs.queues.uitgaand.getJobState(`mail-${mail?._id}`)).toBe('waiting');
    expect(await world.collection('klantcontacten').findOne({ _id: taak.klantcontact ?? '' })).toEqual(before);
    const earlier = await world.register.findEarlier(toReferences('email', [String(mail?.['messageId'])]));
    expect([...earlier.values()].flat()).toMatchObject([{ klantcontact: antwoord.uuid, isOurs: true }]);
  });

  it('of more than a thousand characters is cut, and the whole of it is a document', async () => {
    const taak = await world.ask();
    const whole = 'Uitleg over de afvalkalender. '.repeat(60).trim();
    const { antwoord } = await answer(taak, whole);
    const [contact] = await allOf('klantcontacten', { _id: antwoord.uuid });
    expect([...String(contact?.['inhoud'])]).toHaveLength(1000);
    expect(await documentOf(antwoord.uuid)).toBe(whole);
    expect(await objectOf(antwoord.uuid)).toMatchObject({
      bestandsnaam: 'Antwoord.txt',
      bestandsomvang: whole.length,
    });
  });

  it('on the phone has succeeded, and nothing is sent', async () => {
    const taak = await world.ask({ kanaal: 'telefoon' });
    const { antwoord, verzending } = await answer(taak, 'Doorgegeven aan de telefoon.');
    expect(verzending).toBe('niet-nodig');
    expect(await allOf('klantcontacten', { _id: antwoord.uuid })).toMatchObject([
      { kanaal: 'telefoon', indicatieContactGelukt: true },
    ]);
    expect(await allOf('uitgaand', { klantcontact: antwoord.uuid })).toEqual([]);
  });

  it('by post or WhatsApp is registered, and the medewerker is told to send it', async () => {
    for (const kanaal of ['brief', 'whatsapp'] as const) {
      const { verzending } = await answer(await world.ask({ kanaal }), 'Zie bijgaand.');
      expect(verzending).toBe('zelf-verzenden');
    }
  });

  it('sent in five times at once is one klantcontact and one mail', async () => {
    const taak = await world.ask();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => answer(taak, 'Eén antwoord')));
    expect(new Set(outcomes.map(({ antwoord }) => antwoord.uuid)).size).toBe(1);
    expect(new Set(outcomes.map(({ verzending }) => verzending))).toEqual(new Set(['wordt-verzonden']));
    expect(await allOf('onderwerpobjecten', { wasKlantcontact: taak.klantcontact })).toHaveLength(1);
    expect(await allOf('uitgaand', { taak: taak.uuid })).toHaveLength(1);
    const other = await world.answerTaak({ taak: taak.uuid, medewerker: bram, antwoord: 'Nog een' });
    expect(other.kind).toBe('already-finished');
  });

  it('keeps its document when a colleague who answered at the same moment comes too late', async () => {
    const taak = await world.ask();
    const [mine, theirs] = ['Van Anna. '.repeat(200), 'Van Bram, die te laat is. '.repeat(200)];
    let annaHasAnswered: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => (annaHasAnswered = resolve));
    const slow: typeof world.documents.put = async (...file) => {
      await answered;
      await world.documents.put(...file);
    };
    const late = createAnswerTaak({ ...world, documents: { put: slow } });
    const other = late({ taak: taak.uuid, medewerker: bram, antwoord: theirs });
    const { antwoord } = await answer(taak, mine);
    annaHasAnswered();
    expect((await other).kind).toBe('already-finished');
    expect(await documentOf(antwoord.uuid)).toBe(mine.trim());
  });

  it('is refused when it is empty, too long, or when there is no address to send it to', async () => {
    const taak = await world.ask({ kanaal: 'brief', email: 'geen' });
    await world.collection('digitaleadressen').deleteMany({ adres: 'geen' });
    const request = { taak: taak.uuid, medewerker: anna };
    expect(await world.answerTaak({ ...request, antwoord: ' ' })).toEqual({ kind: 'antwoord-missing' });
    expect(await world.answerTaak({ ...request, antwoord: 'x'.repeat(50_001) })).toEqual({ kind: 'antwoord-too-long' });
    expect(await world.answerTaak({ ...request, antwoord: 'x', kanaal: 'email' })).toEqual({ kind: 'no-address' });
    expect((await world.taken.find(taak.uuid))?.status).toBe('te_verwerken');
  });

  it('cannot put headers into the mail through a subject', async () => {
    const taak = await world.ask({ onderwerp: 'Vraag\r\nBcc: ander@elders.example' });
    const { antwoord } = await answer(taak, 'Antwoord');
    const [mail] = await allOf('uitgaand', { klantcontact: antwoord.uuid });
    expect(mail?.['onderwerp']).toBe('Re: Vraag Bcc: ander@elders.example');
  });
});
