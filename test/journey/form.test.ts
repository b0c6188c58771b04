import { afterAll, beforeAll, expect, test } from 'vitest';
import { eenheidUuid, medewerkerUuid } from '#domain/actor/actor-uuid.ts';
import { createBreakableProxy } from '#test/support/http/breakable-proxy.ts';
import { createHttpWorld, READ_TOKEN, TOKEN, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
let world: HttpWorld;
beforeAll(async () => {
  world = await createHttpWorld(stores);
});
afterAll(() => world.close());

const token = { authorization: `Token ${TOKEN}` };
const PARTIJ = '3f1c2f6e-6d29-4b53-9a57-0f7a4d9d6a10';
const question = { onderwerp: 'Verhuizing doorgeven', vraag: 'Kan dat ook digitaal?' };

interface Registered {
  status: string;
  inzending: string;
  klantcontacten: { uuid: string; nummer: string }[];
  internetaken: { uuid: string; nummer: string }[];
}
type Stored = Record<string, unknown> & { _id: string };

const send = (kanaal: string, body: object, headers: Record<string, string> = {}) =>
  world.visitor().json(`/formulieren/${kanaal}`, { medewerker: 'anna', ...body }, { ...token, ...headers });

async function register(kanaal: string, body: object): Promise<Registered> {
  const answer = await send(kanaal, body);
  expect(answer.status, answer.text).toBe(201);
  return answer.json<Registered>();
}
const stored = (collection: string, filter: object) =>
  world.collection(collection).find(filter).toArray() as Promise<Stored[]>;
const one = async (collection: string, filter: object): Promise<Stored> => {
  const found = await stored(collection, filter);
  expect(found).toHaveLength(1);
  return found[0] as Stored;
};

test('statement 33: an anonymous visitor, answered on the spot, leaves nothing in the register', async () => {
  const before = await world.collection('klantcontacten').countDocuments();
  const answer = await register('balie', {
    betrokkenen: [{}],
    onderwerpen: [{ ...question, beantwoord: true, antwoord: 'Ja, met DigiD.' }],
  });
  expect(answer).toMatchObject({ status: 'geen-registratie-nodig', klantcontacten: [], internetaken: [] });
  expect(await world.collection('klantcontacten').countDocuments()).toBe(before);
  expect(await one('messages', { _id: answer.inzending })).toMatchObject({ state: 'aside' });
});

test('statement 34: identified and answered is one klantcontact with question and answer, and no task', async () => {
  const { klantcontacten, internetaken } = await register('balie', {
    betrokkenen: [{ wasPartij: PARTIJ, volledigeNaam: 'Sanne de Wit', telefoonnummer: '06 12345678' }],
    onderwerpen: [{ ...question, beantwoord: true, antwoord: 'Ja, met DigiD.' }],
  });
  expect(internetaken).toEqual([]);
  const [{ uuid = '' } = {}] = klantcontacten;
  expect(await one('klantcontacten', { _id: uuid })).toMatchObject({
    kanaal: 'balie',
    onderwerp: 'Verhuizing doorgeven',
    inhoud: 'Kan dat ook digitaal?',
    reactie: 'Ja, met DigiD.',
    indicatieContactGelukt: true,
  });
  const betrokkene = await one('betrokkenen', { hadKlantcontact: uuid });
  expect(betrokkene).toMatchObject({ wasPartij: PARTIJ, rol: 'klant', initiator: true });
  expect(betrokkene).not.toHaveProperty('contactnaam');
  expect(await stored('digitaleadressen', { verstrektDoorBetrokkene: betrokkene._id })).toEqual([]);
  expect(await one('actorklantcontacten', { klantcontact: uuid })).toMatchObject({ actor: medewerkerUuid('anna') });
});

test('statement 35: two subjects are two klantcontacten, each with its own follow-up', async () => {
  const { klantcontacten, internetaken } = await register('balie', {
    betrokkenen: [{ volledigeNaam: 'Sanne de Wit' }],
    onderwerpen: [
      { onderwerp: 'Omgewaaide boom', vraag: 'Ligt op straat', opvolging: { afdeling: 'AFVAL' } },
      { onderwerp: 'Paspoort', vraag: 'Hoe lang duurt het?' },
    ],
  });
  expect(klantcontacten).toHaveLength(2);
  const tasks = await stored('internetaken', { _id: { $in: internetaken.map(({ uuid }) => uuid) } });
  const byContact = new Map(tasks.map((taak) => [taak['aanleidinggevendKlantcontact'], taak['toegewezenAanActoren']]));
  const subjects = await stored('klantcontacten', { _id: { $in: klantcontacten.map(({ uuid }) => uuid) } });
  const units = Object.fromEntries(subjects.map(({ _id, onderwerp }) => [onderwerp, byContact.get(_id)]));
  // The first unit was chosen, the second one comes from the rule about passports.
  expect(units).toEqual({ 'Omgewaaide boom': [eenheidUuid('AFVAL')], Paspoort: [eenheidUuid('BURG')] });
});

test('statement 36: two visitors on one form are two betrokkenen of one klantcontact', async () => {
  const { klantcontacten } = await register('balie', {
    betrokkenen: [{ volledigeNaam: 'Sanne de Wit' }, { rol: 'vertegenwoordiger', volledigeNaam: 'Jan Smit' }],
    onderwerpen: [question],
  });
  expect(klantcontacten).toHaveLength(1);
  const people = await stored('betrokkenen', { hadKlantcontact: klantcontacten[0]?.uuid });
  expect(people.map(({ rol }) => rol).sort()).toEqual(['klant', 'vertegenwoordiger']);
});

test('statement 37: the one-off number of an identified visitor is of the betrokkene, and a task exists', async () => {
  const { klantcontacten, internetaken } = await register('balie', {
    betrokkenen: [{ wasPartij: PARTIJ, telefoonnummer: '06-1234 5678' }],
    onderwerpen: [question],
  });
  expect(internetaken).toHaveLength(1);
  const betrokkene = await one('betrokkenen', { hadKlantcontact: klantcontacten[0]?.uuid });
  const adres = await one('digitaleadressen', { verstrektDoorBetrokkene: betrokkene._id });
  expect(adres).toMatchObject({ adres: '+31612345678', soortDigitaalAdres: 'telefoonnummer' });
  expect(adres).not.toHaveProperty('verstrektDoorPartij');
});

test('statements 38 and 41: a call answered leaves no task, an unknown caller is called back by the unit', async () => {
  const start = '2026-11-20T09:15:00+01:00';
  const answered = await register('telefoon', {
    gestartOp: start,
    betrokkenen: [{ wasPartij: PARTIJ }],
    onderwerpen: [{ ...question, beantwoord: true, antwoord: 'Ja.' }],
  });
  expect(answered.internetaken).toEqual([]);
  expect(await one('klantcontacten', { _id: answered.klantcontacten[0]?.uuid })).toMatchObject({
    kanaal: 'telefoon',
    plaatsgevondenOp: new Date(start),
  });
  const unknown = await register('telefoon', {
    betrokkenen: [{ volledigeNaam: 'Jan Smit', telefoonnummer: '020 624 1111' }],
    onderwerpen: [{ ...question, opvolging: { afdeling: 'BURG' } }],
  });
  expect(await one('internetaken', { _id: unknown.internetaken[0]?.uuid })).toMatchObject({
    gevraagdeHandeling: 'Terugbellen',
    toegewezenAanActoren: [eenheidUuid('BURG')],
  });
});

test('a web form is a klantcontact by our automaat, with a task for the KCC', async () => {
  const answer = await world
    .visitor()
    .json(
      '/formulieren/webformulier',
      { betrokkenen: [{ emailadres: 'jan@burger.example' }], onderwerpen: [question] },
      token,
    );
  expect(answer.status).toBe(201);
  const { klantcontacten, internetaken } = answer.json<Registered>();
  expect(await one('klantcontacten', { _id: klantcontacten[0]?.uuid })).toMatchObject({ kanaal: 'webformulier' });
  expect(await one('internetaken', { _id: internetaken[0]?.uuid })).toMatchObject({
    gevraagdeHandeling: 'Lezen en bepalen benodigde actie',
    toegewezenAanActoren: [eenheidUuid('KCC')],
  });
});

test('the same form sent again, at the same time too, is the same klantcontact with the same answer', async () => {
  const body = {
    inzendingId: 'balie-2026-0001',
    betrokkenen: [{ volledigeNaam: 'Jan Smit' }],
    onderwerpen: [question],
  };
  const answers = await Promise.all(Array.from({ length: 8 }, () => send('balie', body)));
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(answers[0]?.status).toBe(201);
  const again = await send('balie', body);
  expect(again.text).toBe(answers[0]?.text);
});

test('the Idempotency-Key of the header does what the id in the body does', async () => {
  const body = { betrokkenen: [{ volledigeNaam: 'Jan Smit' }], onderwerpen: [question] };
  const first = await send('balie', body, { 'idempotency-key': 'sleutel-1' });
  const second = await send('balie', body, { 'idempotency-key': 'sleutel-1' });
  expect(second.text).toBe(first.text);
  expect((await send('balie', body)).json<Registered>().inzending).not.toBe(first.json<Registered>().inzending);
});

test('an id that was used for another form is refused: nothing is taken for something else', async () => {
  const body = { inzendingId: 'balie-2026-0002', betrokkenen: [{}], onderwerpen: [question] };
  expect((await send('balie', body)).status).toBe(201);
  const other = await send('balie', { ...body, onderwerpen: [{ ...question, vraag: 'Iets heel anders' }] });
  expect(other.status).toBe(409);
  expect(other.json<object>()).toMatchObject({ code: 'conflict' });
});

test('a form with faults is answered with every one of them, and nothing is kept', async () => {
  const before = await world.collection('messages').countDocuments();
  const answer = await send('balie', {
    medewerker: 'niemand',
    betrokkenen: [{ emailadres: 'geen adres' }],
    onderwerpen: [{ onderwerp: '' }],
  });
  expect(answer.status).toBe(422);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  const problem = answer.json<{ code: string; status: number; invalidParams: { name: string }[] }>();
  expect(problem).toMatchObject({ code: 'invalid', status: 422 });
  expect(problem.invalidParams.map(({ name }) => name)).toEqual([
    'betrokkenen.0.emailadres',
    'onderwerpen.0.onderwerp',
    'onderwerpen.0.vraag',
    'medewerker',
  ]);
  expect(await world.collection('messages').countDocuments()).toBe(before);
});

test('a form needs a token that may write, and JSON', async () => {
  const post = (headers: Record<string, string>) => world.visitor().json('/formulieren/balie', {}, headers);
  expect((await post({})).status).toBe(401);
  expect((await post({ authorization: 'Token kort' })).status).toBe(401);
  expect((await post({ authorization: `Token ${READ_TOKEN}` })).status).toBe(403);
  expect((await post({ ...token, 'content-type': 'text/plain' })).status).toBe(415);
  const large = await world.visitor().json('/formulieren/balie', { vraag: 'x'.repeat(11 * 1024 * 1024) }, token);
  expect(large.status).toBe(413);
});

test('a form is registered and answered while Redis is away', async () => {
  const redis = await createBreakableProxy(stores.redisUrl);
  const keyPrefix = `${stores.keyPrefix}-breuk`;
  const alone = await createHttpWorld({ ...stores, redisUrl: redis.url, keyPrefix }, { workers: false });
  try {
    await redis.cut();
    const answer = await alone
      .visitor()
      .json('/formulieren/webformulier', { betrokkenen: [{}], onderwerpen: [question] }, token);
    expect(answer.status, answer.text).toBe(201);
    expect(answer.json<Registered>().klantcontacten).toHaveLength(1);
  } finally {
    await alone.close();
    await redis.cut();
  }
});

test('a form that takes long is accepted, and tells where its numbers will be', async () => {
  const keyPrefix = `${stores.keyPrefix}-traag`;
  const slow = await createHttpWorld({ ...stores, keyPrefix }, { workers: false, formDeadlineMs: 50 });
  try {
    const visitor = slow.visitor();
    const answer = await visitor.json(
      '/formulieren/webformulier',
      { betrokkenen: [{}], onderwerpen: [question] },
      token,
    );
    expect(answer.status).toBe(202);
    expect(answer.json<Registered>()).toMatchObject({ status: 'onderweg', klantcontacten: [] });
    await slow.registerMessages('form', [answer.json<Registered>().inzending]);
    const later = await visitor.get(answer.headers.get('location') ?? '', token);
    expect(later.status).toBe(200);
    expect(later.json<Registered>()).toMatchObject({ status: 'geregistreerd', klantcontacten: [{}] });
  } finally {
    await slow.close();
  }
});

test('the page of the counter registers with who is logged in, and shows its faults at their fields', async () => {
  const anna = await world.as('anna');
  const faulty = await anna.submit('/balie', '/balie', { 'betrokkenen.0.emailadres': 'geen adres' });
  expect(faulty.status).toBe(422);
  expect(faulty.text).toContain('Dit is geen e-mailadres');
  expect(faulty.text).toContain('href="#onderwerpen.0.vraag"');
  const done = await anna.submit('/balie', '/balie', {
    inzendingId: 'scherm-1',
    gestartOp: '2026-11-20T09:15:00.000Z',
    'betrokkenen.0.achternaam': 'Jansen',
    'betrokkenen.0.telefoonnummer': '0612345678',
    'onderwerpen.0.onderwerp': 'Lantaarnpaal',
    'onderwerpen.0.vraag': 'Die voor mijn deur is stuk',
    'onderwerpen.0.naar': 'medewerker:carla',
  });
  expect(done.status, done.text).toBe(200);
  const [, nummer = ''] = /href="\/taken\/(\d+)"/.exec(done.text) ?? [];
  const dossier = await world.taken.findByNummer(nummer);
  expect(dossier).toMatchObject({ eenheid: 'BURG', behandelaar: 'carla', onderwerp: 'Lantaarnpaal' });
  expect(await one('actorklantcontacten', { klantcontact: dossier?.klantcontact })).toMatchObject({
    actor: medewerkerUuid('anna'),
  });
});

test('a second visitor and a second subject are added without a script, and what was typed stays', async () => {
  const anna = await world.as('anna');
  const typed = { 'betrokkenen.0.achternaam': 'Jansen', 'aantal.betrokkenen': '1', 'aantal.onderwerpen': '1' };
  const more = await anna.submit('/balie', '/balie', { ...typed, actie: 'erbij:betrokkenen' });
  expect(more.status).toBe(200);
  expect(more.text).toContain('id="betrokkenen.1.achternaam"');
  expect(more.text).toContain('value="Jansen"');
  const fewer = await anna.submit('/balie', '/balie', {
    ...typed,
    'aantal.betrokkenen': '2',
    'betrokkenen.1.achternaam': 'Smit',
    actie: 'weg:betrokkenen:0',
  });
  expect(fewer.text).toContain('value="Smit"');
  expect(fewer.text).not.toContain('value="Jansen"');
});
