import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { measure } from '#test/support/hostile/measure.ts';
import { mutated } from '#test/support/hostile/mutated-json.ts';
import { csrfOf } from '#test/support/http/browserless.ts';
import { createHttpWorld, TOKEN, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { newMessage } from '#test/support/spine/create-spine.ts';

const stores = isolatedStores();
let world: HttpWorld;
beforeAll(async () => {
  world = await createHttpWorld(stores);
});
afterAll(() => world.close());

const MB = 1024 * 1024;
/** Milliseconds by the clock of a busy machine, in which this process is the sender too. */
const STALL = 2_500;
const many = (count: number, one: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => one(at)).join(',');
const SOUND = {
  inzendingId: 'kwaad-1',
  gestartOp: '2026-03-02T10:05:00+01:00',
  taal: 'nld',
  betrokkenen: [
    {
      rol: 'klant',
      naam: { voornaam: 'Sanne', achternaam: 'Wit' },
      emailadres: 'sanne@voorbeeld.example',
      telefoonnummer: '06 12345678',
      adres: { straatnaam: 'Lindelaan', huisnummer: 12, postcode: '1234 AB', stad: 'Voorbeeldstad' },
    },
  ],
  onderwerpen: [
    {
      onderwerp: 'Parkeren',
      vraag: 'Kan dat?',
      opvolging: { handeling: 'Terugbellen', toelichting: 'x' },
      zaak: 'ZAAK-1',
    },
  ],
};
const whole = (change: object) => JSON.stringify({ ...SOUND, inzendingId: crypto.randomUUID(), ...change });
const subject = (fields: object) => whole({ onderwerpen: [{ onderwerp: 'a', vraag: 'b', ...fields }] });

async function send(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  const answer = await fetch(`${world.address}/formulieren/webformulier`, {
    method: 'POST',
    body,
    headers: { authorization: `Token ${TOKEN}`, 'content-type': 'application/json', ...headers },
  });
  return { status: answer.status, text: await answer.text() };
}

const REFUSED: Readonly<Record<string, string>> = {
  'nine hundred thousand fields': `{${many(900_000, (at) => `"${at}":1`)}}`,
  'nine hundred thousand fields in a name': whole({ betrokkenen: [{ naam: 0 }] }).replace(
    '"naam":0',
    `"naam":{${many(700_000, (at) => `"${at}":1`)}}`,
  ),
  'three million persons': `{"betrokkenen":[${'{},'.repeat(3_000_000)}{}],"onderwerpen":[]}`,
  'ten megabytes of brackets': '['.repeat(10 * MB),
  'five million brackets that close again': '['.repeat(5 * MB) + ']'.repeat(4.9 * MB),
  'a question of nine megabytes': subject({ vraag: 'a'.repeat(9 * MB) }),
  'an address of nine megabytes': whole({ betrokkenen: [{ emailadres: `a@${'a'.repeat(9 * MB)}!` }] }),
  'a number of nine megabytes': whole({ betrokkenen: [{ telefoonnummer: `1${'a1'.repeat(4 * MB)}` }] }),
  'fields named after a prototype': '{"__proto__":{"vervuild":1},"constructor":{"prototype":{"vervuild":1}}}',
  'what is missing in its prototype': `{"__proto__":${JSON.stringify(SOUND)}}`,
  'operators of a database': whole({ betrokkenen: { $ne: null }, onderwerpen: { $where: 'sleep(1000)' } }),
  'another charset': Buffer.from(JSON.stringify(SOUND), 'utf16le').toString('latin1'),
  'no number': whole({}).replace('"huisnummer":12', '"huisnummer":1e999'),
};

test.each(Object.entries(REFUSED))('a form of %s is refused at once, in few words', async (_, body) => {
  const { result, ms, stallMs } = await measure(() => send(body));
  expect([400, 413, 422]).toContain(result.status);
  expect(result.text.length).toBeLessThan(100_000);
  expect(ms).toBeLessThan(10_000);
  expect(stallMs).toBeLessThan(STALL);
  expect(({} as { vervuild?: number }).vervuild).toBeUndefined();
});

test('formulas, markup, turning text and controls are registered as the text that they are', async () => {
  const texts = [
    '=HYPERLINK("http://elders.example";"klik")',
    '+1',
    '-1',
    '@SUM(A1)',
    '\tx',
    '\rx',
    '<script>alert(1)</script>',
    '\u202egnp.exe',
    'a\0b\u0007',
    '\ud800',
    '${7*7}',
    '{{7*7}}',
  ];
  // eslint-disable-next-line no-control-regex
  const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
  for (const text of texts) {
    const { status, text: said } = await send(subject({ onderwerp: `${text} onderwerp`, vraag: `${text} vraag` }));
    expect(status, said).toBe(201);
    const { klantcontacten } = JSON.parse(said) as { klantcontacten: { uuid: string }[] };
    const stored = await world.collection('klantcontacten').findOne({ _id: klantcontacten[0]?.uuid ?? '' });
    expect(String(stored?.['inhoud'])).toContain('vraag');

    expect(`${String(stored?.['inhoud'])}${String(stored?.['onderwerp'])}`).not.toMatch(controls);
  }
});

test('a form changed in any way is registered, parked or refused, and never an error of ours', async () => {
  await fc.assert(
    fc.asyncProperty(mutated(SOUND), async (changed) => {
      const { status, text } = await send(JSON.stringify(changed) ?? 'undefined');
      expect([201, 202, 400, 409, 422], text).toContain(status);
    }),
    { numRuns: Number(process.env['FUZZ_RUNS'] ?? 80) },
  );
  expect(({} as { vervuild?: number }).vervuild).toBeUndefined();
  expect(await world.collection('messages').countDocuments({ state: 'open' })).toBe(0);
});

test.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=a',
  'application/xml',
  'application/json; charset=utf-16',
  '',
])('a form under the type %j is refused, or read as the JSON that it is', async (type) => {
  const { status } = await send(whole({}), { 'content-type': type });
  expect([201, 415]).toContain(status);
});

test('a page of a colleague takes no more fields than it has, and none twice', async () => {
  const anna = await world.as('anna');
  const csrf = csrfOf((await anna.get('/balie')).text);
  const flood = new URLSearchParams({ _csrf: csrf }).toString() + '&a=1'.repeat(1_000_000);
  const { result, stallMs } = await measure(() =>
    fetch(`${world.address}/balie`, {
      method: 'POST',
      body: flood,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        cookie: [...anna.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    }),
  );
  expect(result.status).toBe(413);
  expect(stallMs).toBeLessThan(STALL);
  for (const body of [
    `_csrf=${csrf}&_csrf=${csrf}`,
    `_csrf=${csrf}&__proto__=1&aantal.betrokkenen=1e9&aantal.onderwerpen=-1&betrokkenen.0.__proto__=1`,
    `_csrf=${csrf}&actie=erbij:__proto__&actie=weg:betrokkenen:0`,
    `_csrf=${csrf}&actie=erbij:constructor&%=%&%00=%ff`,
  ]) {
    const { status } = await fetch(`${world.address}/balie`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        cookie: [...anna.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    });
    expect([200, 403, 422], body).toContain(status);
  }
});

test('a file of a stranger under any name and type is kept as bytes, and given back as bytes', async () => {
  const message = newMessage('Onleesbaar', 5);
  await world.messages.accept([message], undefined);
  await world.parkMessage(message.uuid, { code: 'mail-unreadable' });
  const path = `/beheer/geparkeerd/${message.uuid}`;
  const dirk = await world.as('dirk');
  const names = [
    '../../../etc/passwd',
    '..\\..\\boot.ini',
    '\u202egpj.exe',
    'a\r\nSet-Cookie: b=c',
    '"; filename="b',
    `${'a'.repeat(5_000)}.svg`,
    '<svg onload=alert(1)>.png',
    'con',
    '',
  ];
  for (const [place, name] of names.entries()) {
    const body = new FormData();
    body.set('_csrf', csrfOf((await dirk.get(path)).text));
    body.set('reden', `poging ${place}`);
    body.set('bestand', new File([`<svg onload="alert(${place})"/>`], name, { type: 'image/png' }));
    const { status } = await dirk.form(`${path}/vervangen`, body);
    expect([303, 422], name).toContain(status);
  }
  const page = (await dirk.get(path)).text;
  expect(page).not.toContain('<svg');
  expect(page).not.toMatch(/[\u202a-\u202e]/);
  for (const [, id] of page.matchAll(/vervangingen\/([0-9a-f-]{36})/g)) {
    const { headers } = await dirk.get(`${path}/vervangingen/${id ?? ''}`);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\x21-\x7e]*$/,
    );
    expect(headers.get('set-cookie') ?? '').not.toContain('b=c');
  }
  for (const body of [
    '',
    '--a\r\n',
    `--a\r\n${'X: y\r\n'.repeat(10_000)}`,
    '--a\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\nx\r\n--a--',
  ].values()) {
    const { status } = await fetch(`${world.address}${path}/vervangen`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'multipart/form-data; boundary=a',
        cookie: [...dirk.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  }
});
