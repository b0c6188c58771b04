import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import { createHttpWorld, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import type { Question } from '#test/support/taken/ask-question.ts';
import { dirk } from '#test/support/taken/medewerkers.ts';

const SECRET = 'geheime-woorden';
const BOTH = ['lezen', 'schrijven'] as const;
const WRITE = ['schrijven'] as const;
const TOKENS = [
  { naam: 'alles', rechten: BOTH, vertrouwelijk: true },
  { naam: 'burg', rechten: BOTH, eenheden: ['BURG'] },
  { naam: 'mail', rechten: BOTH, kanalen: ['email'] as const },
  { naam: 'stom', rechten: WRITE },
  { naam: 'anna-alleen', rechten: WRITE, namens: ['anna'], kanalen: ['telefoon', 'webformulier', 'email'] as const },
  { naam: 'beheer', rechten: BOTH, namens: ['dirk', 'carla'], eenheden: ['BURG'] },
  { naam: 'anna', rechten: WRITE },
  { naam: 'anna:x', rechten: WRITE },
  { naam: 'scherm', rechten: WRITE },
];
const tokenOf = (naam: string) => `token-${Buffer.from(naam).toString('hex')}-0123456789`;

const stores = isolatedStores();
let world: HttpWorld;
beforeAll(async () => {
  world = await createHttpWorld(stores, {
    tokens: TOKENS.map((token) => ({ ...token, token: tokenOf(token.naam) })),
    formDeadlineMs: 40_000,
  });
});
afterAll(() => world.close());

const post = (naam: string, path: string, body: object) =>
  world.visitor().json(path, body, { authorization: `Token ${tokenOf(naam)}` });
const ask = (question: Question) => world.ask({ onderwerp: SECRET, inhoud: SECRET, naam: SECRET, ...question });
const taakOf = async (uuid: string) => (await world.taken.find(uuid)) as TaakDossier;

/** Everything that can be asked of a task, with what it needs. */
const ACTS: Readonly<Record<string, object>> = {
  oppakken: {},
  loslaten: {},
  beantwoorden: { antwoord: 'Dank u.', kanaal: 'telefoon' },
  doorzetten: { eenheid: 'AFVAL' },
  'niet-door-kcc': { eenheid: 'BURG' },
  terugsturen: { toelichting: 'Niet van ons.' },
  afsluiten: { toelichting: 'Klaar.' },
};
const unitFor = (act: string) => (act === 'niet-door-kcc' ? 'KCC' : 'BURG');
const nameFor = (act: string) => (act === 'niet-door-kcc' ? 'anna' : 'carla');

describe.each(Object.entries(ACTS))('%s', (act, fields) => {
  it('by a program is refused for a task of a unit, a way in or a confidence that is not its own, and nothing changes', async () => {
    const cases = [
      { naam: 'burg', question: { eenheid: 'AFVAL' }, medewerker: 'carla' },
      { naam: 'burg', question: { eenheid: 'KCC' }, medewerker: 'carla' },
      { naam: 'burg', question: { eenheid: 'BURG', vertrouwelijk: true }, medewerker: 'carla' },
      { naam: 'mail', question: { eenheid: unitFor(act), kanaal: 'whatsapp' }, medewerker: nameFor(act) },
      { naam: 'beheer', question: { eenheid: 'AFVAL' }, medewerker: 'dirk' },
    ] as const;
    for (const { naam, question, medewerker } of cases) {
      const { uuid, nummer } = await ask(question);
      const before = await taakOf(uuid);
      const answer = await post(naam, `/taken/${nummer}/${act}`, { medewerker, ...fields });
      expect([naam, answer.status, answer.text.includes(SECRET)]).toEqual([naam, 403, false]);
      expect(answer.json()).toMatchObject({ code: 'permission_denied', status: 403 });
      expect(await taakOf(uuid)).toEqual(before);
    }
  });

  it('by a program is refused in the name of whoever it may not act for: an operator, another unit, or not the one named', async () => {
    for (const [naam, medewerker] of [
      ['alles', 'dirk'],
      ['stom', 'dirk'],
      ['burg', 'anna'],
      ['anna-alleen', 'bram'],
      ['anna-alleen', 'carla'],
      ['beheer', 'anna'],
    ] as const) {
      const { uuid, nummer } = await ask({ eenheid: unitFor(act) });
      const before = await taakOf(uuid);
      const answer = await post(naam, `/taken/${nummer}/${act}`, { medewerker, ...fields });
      expect([naam, medewerker, answer.status]).toEqual([naam, medewerker, 403]);
      expect(await taakOf(uuid)).toEqual(before);
    }
  });

  it('by a program that may only write tells it no word of the task', async () => {
    const { uuid, nummer } = await ask({ eenheid: unitFor(act) });
    const answer = await post('stom', `/taken/${nummer}/${act}`, { medewerker: nameFor(act), ...fields });
    expect([answer.status, answer.text.includes(SECRET)]).toEqual([200, false]);
    const { taak, vervolg } = answer.json<{ taak: object; vervolg?: object }>();
    const { status } = await taakOf(uuid);
    expect(taak).toEqual({ uuid, nummer, status });
    if (vervolg !== undefined) expect(Object.keys(vervolg)).toEqual(['uuid', 'nummer', 'status']);
  });

  it('by a program is written down with the colleague and the program, in the history and in the audit log', async () => {
    const { uuid, nummer } = await ask({ eenheid: unitFor(act) });
    if (act === 'loslaten') await post('alles', `/taken/${nummer}/oppakken`, { medewerker: 'carla' });
    const answer = await post('alles', `/taken/${nummer}/${act}`, { medewerker: nameFor(act), ...fields });
    expect([answer.status, answer.text.includes(SECRET)]).toEqual([200, true]);
    const { verloop } = await taakOf(uuid);
    const done = { door: nameFor(act), via: 'alles' };
    expect(verloop.slice(1).map(({ door, via }) => ({ door, via }))).toEqual(verloop.slice(1).map(() => done));
    const lines = await world
      .collection('audit')
      .find({ 'objecten.uuid': uuid, handeling: /^taak-/ })
      .toArray();
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatchObject(done);
    const { antwoord, vervolg } = answer.json<{ antwoord?: { uuid: string }; vervolg?: TaakDossier }>();
    if (vervolg !== undefined) expect(vervolg.verloop[0]).toMatchObject(done);
    if (antwoord !== undefined) {
      const made = { handeling: 'antwoord-geregistreerd', 'objecten.uuid': antwoord.uuid };
      expect(await world.collection('audit').findOne(made)).toMatchObject(done);
    }
    expect(world.lines.at(-1)).toMatchObject({
      ...done,
      objecten: expect.arrayContaining([{ soort: 'internetaak', uuid }]) as unknown,
    });
    const page = await (await world.as('dirk')).get(`/taken/${nummer}`);
    expect(page.text).toContain(`${nameFor(act) === 'anna' ? 'Anna de Boer' : 'Carla Smit'}, via alles`);
    const trace = await (await world.as('dirk')).get(`/beheer/zoeken?q=${nummer}`);
    if (trace.status === 200) expect(trace.text).toContain(', via alles');
  });
});

it('a colleague who acts on our own pages is written down alone', async () => {
  const { uuid, nummer } = await ask({ eenheid: 'KCC' });
  const anna = await world.as('anna');
  expect((await anna.submit(`/taken/${nummer}`, `/taken/${nummer}/oppakken`)).status).toBe(303);
  expect((await taakOf(uuid)).verloop.at(-1)).toEqual(
    expect.not.objectContaining({ via: expect.anything() as unknown }),
  );
});

describe('the next task', () => {
  /** All that is open is taken away, so that each case sees its own tasks alone. */
  const empty = async () => {
    for (let next = await world.claimNextTaak(dirk); next !== undefined; next = await world.claimNextTaak(dirk));
  };
  const next = async (naam: string, medewerker: string) => {
    const answer = await post(naam, '/taken/volgende', { medewerker });
    expect(answer.status).toBe(200);
    return answer.json<{ taak: Partial<TaakDossier> | null }>().taak;
  };

  it('of a program is one that it and its colleague may both have', async () => {
    await empty();
    await ask({ eenheid: 'AFVAL' });
    await ask({ eenheid: 'BURG', vertrouwelijk: true });
    await ask({ eenheid: 'KCC', kanaal: 'whatsapp' });
    expect(await next('burg', 'carla')).toBeNull();
    expect(await next('beheer', 'dirk')).toBeNull();
    expect(await next('mail', 'anna')).toBeNull();
    const { nummer } = await ask({ eenheid: 'BURG' });
    expect(await next('mail', 'anna')).toBeNull();
    expect(await next('burg', 'carla')).toMatchObject({ nummer, onderwerp: SECRET });
    expect(await next('burg', 'carla')).toBeNull();
    expect(await next('alles', 'carla')).toMatchObject({ vertrouwelijk: true });
  });

  it('tells a program that may only write which one it is, and no word of it', async () => {
    await empty();
    const { uuid, nummer } = await ask({ eenheid: 'KCC' });
    expect(await next('stom', 'anna')).toEqual({ uuid, nummer, status: 'te_verwerken' });
    expect((await post('stom', '/taken/volgende', { medewerker: 'dirk' })).status).toBe(403);
  });
});

describe('a form', () => {
  let serial = 0;
  const form = (more: object) => ({
    inzendingId: `aanval-${(serial += 1)}`,
    betrokkenen: [{ rol: 'klant', volledigeNaam: SECRET }],
    onderwerpen: [{ onderwerp: SECRET, vraag: SECRET, opvolging: { afdeling: 'AFVAL' } }],
    ...more,
  });

  it('in the name of whoever the program may not act for is refused, and kept nowhere', async () => {
    const before = await world.collection('messages').countDocuments({ channel: 'form' });
    for (const [naam, kanaal, medewerker] of [
      ['alles', 'balie', 'dirk'],
      ['anna-alleen', 'telefoon', 'bram'],
      ['anna-alleen', 'webformulier', 'bram'],
      ['burg', 'balie', 'anna'],
    ] as const) {
      const answer = await post(naam, `/formulieren/${kanaal}`, form({ medewerker }));
      expect([naam, medewerker, answer.status]).toEqual([naam, medewerker, 403]);
    }
    expect(await world.collection('messages').countDocuments({ channel: 'form' })).toBe(before);
  });

  it('along a way in that the token does not have is refused before its body is read', async () => {
    const answer = await post('anna-alleen', '/formulieren/balie', { 'geen formulier': true });
    expect(answer.status).toBe(403);
    expect(answer.json()).toMatchObject({ code: 'permission_denied' });
  });

  it('may be for a unit that its program does not see, and is registered with the program in the audit log', async () => {
    const answer = await post('burg', '/formulieren/balie', form({ medewerker: 'carla' }));
    expect(answer.status).toBe(201);
    const [contact] = answer.json<{ klantcontacten: { uuid: string }[] }>().klantcontacten;
    const made = { handeling: 'klantcontact-geregistreerd', 'objecten.uuid': contact?.uuid ?? '' };
    expect(await world.collection('audit').findOne(made)).toMatchObject({ door: 'carla', via: 'burg' });
  });

  it('is told about to the program that sent it alone, and page submissions to none', async () => {
    const sent = await post('anna', '/formulieren/webformulier', form({ inzendingId: 'x:1' }));
    const { inzending } = sent.json<{ inzending: string }>();
    const look = (naam: string) =>
      world.visitor().get(`/formulieren/inzendingen/${inzending}`, { authorization: `Token ${tokenOf(naam)}` });
    expect((await look('anna')).status).toBe(200);
    for (const naam of ['alles', 'stom', 'anna:x', 'scherm'])
      expect([naam, (await look(naam)).status]).toEqual([naam, 404]);
    const desk = await world.as('anna');
    const id = crypto.randomUUID();
    await desk.submit('/telefoon', '/telefoon', {
      actie: 'registreren',
      inzendingId: id,
      'betrokkenen.0.rol': 'klant',
      'onderwerpen.0.onderwerp': SECRET,
      'onderwerpen.0.vraag': SECRET,
    });
    const page = await world.collection('messages').findOne({ aliases: id });
    expect(page).not.toBeNull();
    const theirs = await world
      .visitor()
      .get(`/formulieren/inzendingen/${page?._id ?? ''}`, { authorization: `Token ${tokenOf('scherm')}` });
    expect(theirs.status).toBe(404);
  });

  it('has ids of its own program: a token whose name ends like an id of another takes none of its place', async () => {
    const first = await post('anna', '/formulieren/webformulier', form({ inzendingId: 'x:77' }));
    const second = await post('anna:x', '/formulieren/webformulier', form({ inzendingId: '77' }));
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.json<{ inzending: string }>().inzending).not.toBe(first.json<{ inzending: string }>().inzending);
  });
});
