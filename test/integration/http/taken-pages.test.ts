import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpWorld, READ_TOKEN, TOKEN, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
let world: HttpWorld;
beforeAll(async () => {
  world = await createHttpWorld(stores);
});
afterAll(() => world.close());

const token = { authorization: `Token ${TOKEN}` };

test('of twenty who claim one task at once one gets it, and nineteen hear 409', async () => {
  const { nummer } = await world.ask();
  const [anna, bram] = [await world.as('anna'), await world.as('bram')];
  const claims = await Promise.all(
    Array.from({ length: 20 }, async (_, place) => {
      const medewerker = place % 2 === 0 ? 'anna' : 'bram';
      const visitor = world.visitor();
      return visitor.json(`/taken/${nummer}/oppakken`, { medewerker }, token);
    }),
  );
  const winners = claims.filter(({ status }) => status === 200);
  // Asking again for one's own task is no second winner: everyone who won is the same person.
  expect(new Set(winners.map((answer) => answer.json<{ taak: { behandelaar: string } }>().taak.behandelaar)).size).toBe(
    1,
  );
  expect(claims.every(({ status }) => status === 200 || status === 409)).toBe(true);
  expect(claims.some(({ status }) => status === 409)).toBe(true);
  const pages = [await anna.get(`/taken/${nummer}`), await bram.get(`/taken/${nummer}`)];
  expect(pages.filter(({ text }) => text.includes('heeft deze taak opgepakt')).length).toBe(1);
});

test('whoever comes second reads on the page who was first', async () => {
  const { nummer } = await world.ask();
  const [anna, bram] = [await world.as('anna'), await world.as('bram')];
  const csrf = await bram.csrf(`/taken/${nummer}`);
  expect((await anna.submit(`/taken/${nummer}`, `/taken/${nummer}/oppakken`)).status).toBe(303);
  const refused = await bram.post(`/taken/${nummer}/oppakken`, { _csrf: csrf });
  expect(refused.status).toBe(409);
  expect(refused.text).toContain('Deze taak is al opgepakt door Anna de Boer.');
});

test('"niet door KCC te beantwoorden" closes the task and gives the unit its own on the same klantcontact', async () => {
  const { nummer, klantcontact } = await world.ask();
  const anna = await world.as('anna');
  await anna.submit(`/taken/${nummer}`, `/taken/${nummer}/oppakken`);
  const done = await anna.submit(`/taken/${nummer}`, `/taken/${nummer}/niet-door-kcc`, {
    naar: 'eenheid:BURG',
    toelichting: 'Vraag over een akte',
  });
  expect(done.status).toBe(303);
  const old = await world.taken.findByNummer(nummer);
  expect(old).toMatchObject({ status: 'verwerkt', afhandeling: 'niet-door-kcc' });
  const carla = await world.as('carla');
  const list = await carla.get('/taken', { accept: 'application/json' });
  const { taken } = list.json<{ taken: { nummer: string; klantcontact: string; gevraagdeHandeling: string }[] }>();
  expect(taken.filter((taak) => taak.klantcontact === klantcontact)).toMatchObject([
    { gevraagdeHandeling: 'Opvolgen klantcontact' },
  ]);
});

test('what is refused is shown on the page again with what was typed', async () => {
  const { nummer } = await world.ask();
  const anna = await world.as('anna');
  const refused = await anna.submit(`/taken/${nummer}`, `/taken/${nummer}/doorzetten`, {
    naar: '',
    toelichting: 'Hoort bij <Burgerzaken>',
  });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('Kies een eenheid of collega.');
  expect(refused.text).toContain('Hoort bij &#60;Burgerzaken&#62;');
});

test('an answer becomes a klantcontact that the question shows as its reaction', async () => {
  const { nummer } = await world.ask({ onderwerp: 'Openingstijden' });
  const anna = await world.as('anna');
  const done = await anna.submit(`/taken/${nummer}`, `/taken/${nummer}/beantwoorden`, {
    antwoord: 'Wij zijn open tot 17 uur.',
    kanaal: 'telefoon',
  });
  expect(done.status).toBe(303);
  const page = await anna.get(`/taken/${nummer}`);
  expect(page.text).toContain('Reacties hierop');
  expect(page.text).toContain('Wij zijn open tot 17 uur.');
});

test('a colleague of another unit sees neither the task nor its documents', async () => {
  const { nummer } = await world.ask();
  const carla = await world.as('carla');
  expect((await carla.get(`/taken/${nummer}`)).status).toBe(403);
  expect((await carla.submit('/taken', `/taken/${nummer}/oppakken`)).status).toBe(403);
});

test('a form of a colleague of another unit that is filled in wrongly shows nothing of the task', async () => {
  const { nummer } = await world.ask({ onderwerp: 'Van een ander' });
  const carla = await world.as('carla');
  for (const [actie, fields] of Object.entries({
    doorzetten: { naar: '' },
    'niet-door-kcc': { naar: '' },
    beantwoorden: { antwoord: 'Ja.', kanaal: 'duif' },
  })) {
    const refused = await carla.submit('/taken', `/taken/${nummer}/${actie}`, fields);
    expect([actie, refused.status]).toEqual([actie, 403]);
    expect(refused.text).not.toContain('Van een ander');
  }
});

test('no copy of what a program or a script reads is kept on the way', async () => {
  const { nummer } = await world.ask();
  const answers = [
    await world.visitor().get('/taken', token),
    await world.visitor().get(`/taken/${nummer}`, token),
    await (await world.as('anna')).get(`/taken/${nummer}`, { accept: 'application/json' }),
    await world.visitor().json(`/taken/${nummer}/oppakken`, { medewerker: 'anna' }, token),
  ];
  expect(answers.map(({ status, headers }) => [status, headers.get('cache-control')])).toEqual(
    answers.map(() => [200, 'no-store']),
  );
});

test('the next task is the one that waits longest, counted from the contact', async () => {
  const oldest = await world.ask({ eenheid: 'AFVAL', op: new Date('2026-01-05T09:00:00Z') });
  const dirk = await world.as('dirk');
  const taken = await dirk.submit('/taken', '/taken/volgende');
  expect(taken.headers.get('location')).toBe(`/taken/${oldest.nummer}`);
});

test('a long list is paged by its place, and every task is on one page', async () => {
  const dirk = await world.as('dirk');
  const wanted = new Set<string>();
  for (let place = 0; place < 25; place += 1) wanted.add((await world.ask({ eenheid: 'AFVAL' })).nummer);
  const seen: string[] = [];
  let na: string | undefined;
  do {
    const query = na === undefined ? '' : `&na=${na}`;
    const answer = await dirk.get(`/taken?eenheid=AFVAL${query}`, { accept: 'application/json' });
    const page = answer.json<{ taken: { nummer: string }[]; volgende?: string }>();
    seen.push(...page.taken.map(({ nummer }) => nummer));
    na = page.volgende;
  } while (na !== undefined);
  expect(new Set(seen).size).toBe(seen.length);
  expect([...wanted].every((nummer) => seen.includes(nummer))).toBe(true);
});

test('text of citizens is text on the page, never markup', async () => {
  const onderwerp = '<script>alert(1)</script><img src=x onerror=alert(2)>';
  const { nummer } = await world.ask({ onderwerp });
  const anna = await world.as('anna');
  for (const path of ['/taken', `/taken/${nummer}`]) {
    const { text } = await anna.get(path);
    expect(text).not.toContain('<script>alert');
    expect(text).not.toContain('<img src=x');
  }
});

test('a program that acts names a colleague, and its token must be allowed to write', async () => {
  const { nummer } = await world.ask();
  const visitor = world.visitor();
  const path = `/taken/${nummer}/oppakken`;
  expect((await visitor.json(path, { medewerker: 'anna' })).status).toBe(401);
  const reader = await visitor.json(path, { medewerker: 'anna' }, { authorization: `Token ${READ_TOKEN}` });
  expect(reader.status).toBe(403);
  const nobody = await visitor.json(path, {}, token);
  expect(nobody.status).toBe(422);
  expect(nobody.json<{ invalidParams: unknown }>().invalidParams).toMatchObject([
    { name: 'medewerker', code: 'required' },
  ]);
  const unknown = await visitor.json(path, { medewerker: 'niemand' }, token);
  expect(unknown.json<{ invalidParams: unknown }>().invalidParams).toMatchObject([{ code: 'does_not_exist' }]);
  expect((await visitor.json(path, { medewerker: 'anna' }, token)).status).toBe(200);
  const other = await visitor.json(path, { medewerker: 'bram' }, token);
  expect(other.status).toBe(409);
  expect(other.headers.get('content-type')).toContain('application/problem+json');
  expect(other.json<object>()).toMatchObject({ code: 'claimed_by_another', status: 409 });
});

test('a program that does not say what it accepts is answered in JSON, also when it is refused', async () => {
  const { nummer } = await world.ask();
  const path = `/taken/${nummer}/oppakken`;
  const ask = (medewerker: string, headers: Record<string, string>) =>
    fetch(new URL(path, world.address), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ medewerker }),
      redirect: 'manual',
    });
  expect((await ask('anna', token)).status).toBe(200);
  for (const [refused, status] of [
    [await ask('bram', token), 409],
    [await ask('bram', {}), 401],
  ] as const) {
    expect(refused.status).toBe(status);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
  }
});

test('a task about an unreadable message shows why, and gives its bytes as a file that nothing opens', async () => {
  const asked = await world.ask();
  const [uuid = ''] = asked.messages;
  const { nummer } = await world.herstelTaak(uuid);
  const anna = await world.as('anna');
  const page = await anna.get(`/taken/${nummer}`);
  expect(page.text).toContain('Bericht dat niet gelezen kon worden');
  const file = await anna.get(`/taken/${nummer}/berichten/${uuid}`);
  expect(file.status).toBe(200);
  expect(file.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(file.headers.get('content-type')).toBe('application/octet-stream');
  expect((await anna.get(`/taken/${nummer}/berichten/${crypto.randomUUID()}`)).status).toBe(404);
});

test('the pages of operators are for operators', async () => {
  const [anna, dirk] = [await world.as('anna'), await world.as('dirk')];
  for (const path of [
    '/beheer/overzicht',
    '/beheer/geparkeerd',
    '/beheer/wachtrijen',
    '/beheer/wachtrijen/api/queues',
  ]) {
    expect((await anna.get(path)).status).toBe(403);
    expect((await dirk.get(path)).status).toBe(200);
    expect([303, 401]).toContain((await world.visitor().get(path)).status);
  }
});

test('the queue board takes changes from its own page only', async () => {
  const dirk = await world.as('dirk');
  const path = '/beheer/wachtrijen/api/queues/triage/pause';
  const put = (headers: Record<string, string>) => dirk.send('PUT', path, headers);
  expect((await put({})).status).toBe(403);
  expect((await put({ origin: 'https://elders.example' })).status).toBe(403);
  expect((await put({ origin: world.address, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await put({ origin: world.address })).status).toBe(200);
  await world.jobs.queues.triage.resume();
});

test('a task that is done does not wait any more, in the list and on its page', async () => {
  const { nummer } = await world.ask({ onderwerp: 'Wachttijd' });
  const anna = await world.as('anna');
  const open = await anna.get(`/taken/${nummer}`);
  expect(open.text).toMatch(/wacht al <time[^>]*>\d+ (minu|uur|dag)|wacht al <time[^>]*>minder dan een minuut/);
  await anna.submit(`/taken/${nummer}`, `/taken/${nummer}/afsluiten`, { toelichting: 'dubbel' });
  expect((await anna.get(`/taken/${nummer}`)).text).not.toMatch(/wacht al|uiterlijk/);
  const { text } = await anna.get('/taken?lijst=afgehandeld');
  const row = text.split('<tr>').find((one) => one.includes(nummer)) ?? '';
  expect(row).toMatch(/data-label="Ontvangen">\w{2} \d+ \w{3}/);
  expect(row).toContain('data-label="Afhandeling">Afgesloten');
  expect(row).not.toMatch(/Wacht al|Uiterlijk/);
});
