import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentDisposition } from '#infrastructure/http/routes/safe-content.ts';
import { createHttpWorld, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { hostileJpegs } from '#test/support/hostile/letter/jpeg.ts';
import { png } from '#test/support/hostile/letter/png.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
let world: HttpWorld;
beforeAll(async () => {
  world = await createHttpWorld(stores);
});
afterAll(() => world.close());

const PNG = png({ width: 8, height: 8 });

/** A document with these bytes on a fresh question of the KCC; gives the uuid of its bijlage. */
async function attach(bestandsnaam: string, formaat: string, bytes: Uint8Array): Promise<string> {
  return (await attachTo(bestandsnaam, formaat, bytes)).bijlage;
}

async function attachTo(bestandsnaam: string, formaat: string, bytes: Uint8Array) {
  const { klantcontact, nummer } = await world.ask();
  const [informatieobject, bijlage] = [crypto.randomUUID(), crypto.randomUUID()];
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await world.documents.put(informatieobject, bytes, { bestandsnaam, formaat, sha256 });
  await world.collection('informatieobjecten').insertOne({
    _id: informatieobject,
    bestandsnaam,
    formaat,
    bestandsomvang: bytes.byteLength,
    sha256,
    rol: 'bijlage',
    plaats: { kind: 'gridfs', id: informatieobject },
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

test('a document comes as a file to save, byte for byte, and nothing in it can run', async () => {
  const html = Buffer.from('<script>alert(document.cookie)</script>');
  const bijlage = await attach('pagina.html', 'text/html', html);
  const anna = await world.as('anna');
  const { status, headers, text } = await anna.get(`/bijlagen/${bijlage}`);
  expect(status).toBe(200);
  expect(text).toBe(html.toString());
  expect(headers.get('content-type')).toBe('application/octet-stream');
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename="pagina\.html"/);
  expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

test('text is shown as plain text, whatever markup is in it', async () => {
  const bijlage = await attach('pagina.html', 'text/html; charset=utf-8', Buffer.from('<b>é</b>'));
  const { headers, text } = await (await world.as('anna')).get(`/bijlagen/${bijlage}?weergave=tekst`);
  expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
  expect(text).toBe('<b>é</b>');
});

test('a picture is shown when its bytes are that picture, and not otherwise', async () => {
  const anna = await world.as('anna');
  const shown = await anna.get(`/bijlagen/${await attach('foto.png', 'image/png', PNG)}?weergave=beeld`);
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
  const fake = await attach('foto.png', 'image/png', Buffer.from('<svg onload=alert(1)>'));
  expect((await anna.get(`/bijlagen/${fake}?weergave=beeld`)).status).toBe(404);
  const svg = await attach('foto.svg', 'image/svg+xml', Buffer.from('<svg onload="alert(1)"/>'));
  expect((await anna.get(`/bijlagen/${svg}?weergave=beeld`)).status).toBe(404);
});

const jpeg = (name: string) => hostileJpegs[name]?.() ?? Promise.reject(new Error(name));

test.each([
  ['a small picture', 'image/png', () => PNG],
  ['one of a telephone', 'image/png', () => png({ width: 8_000, height: 6_000 })],
  ['one with a thumbnail before it', 'image/jpeg', () => jpeg('with a thumbnail in the place of its size')],
])('%s can be seen on the page of the task', async (_, formaat, make) => {
  const { bijlage, nummer } = await attachTo('foto', formaat, await make());
  const anna = await world.as('anna');
  expect((await anna.get(`/taken/${nummer}`)).text).toContain(`<img src="/bijlagen/${bijlage}?weergave=beeld"`);
  expect((await anna.get(`/bijlagen/${bijlage}?weergave=beeld`)).status).toBe(200);
});

test.each([
  [
    'a PNG that claims 3,600 megapixels',
    'image/png',
    () => png({ width: 60_000, height: 60_000 }),
    '60.000 bij 60.000',
  ],
  ['a PNG of one very long line', 'image/png', () => png({ width: 49_000_000, height: 1 }), '49.000.000 bij 1'],
  ['a JPEG that claims 3,600', 'image/jpeg', () => jpeg('that claims 60,000 by 60,000'), '60.000 bij 60.000'],
  ['a JPEG without a size', 'image/jpeg', () => jpeg('that is its first three bytes'), 'geen afbeelding die wij'],
  ['a PNG that is none', 'image/png', () => Buffer.from('<svg onload=alert(1)>'), 'geen afbeelding die wij'],
])('%s is only to be downloaded, and the page says why', async (_, formaat, make, why) => {
  const { bijlage, nummer } = await attachTo('foto', formaat, await make());
  const anna = await world.as('anna');
  const { text } = await anna.get(`/taken/${nummer}`);
  expect(text).not.toContain('<img');
  expect(text).toContain(`<a href="/bijlagen/${bijlage}" download>`);
  expect(text).toContain(why);
  expect((await anna.get(`/bijlagen/${bijlage}?weergave=beeld`)).status).toBe(404);
  expect((await anna.get(`/bijlagen/${bijlage}`)).status).toBe(200);
});

test('a document is for colleagues who have a task of its klantcontact', async () => {
  const bijlage = await attach('foto.png', 'image/png', PNG);
  expect((await (await world.as('carla')).get(`/bijlagen/${bijlage}`)).status).toBe(403);
  expect((await (await world.as('dirk')).get(`/bijlagen/${bijlage}`)).status).toBe(200);
  expect((await world.visitor().get(`/bijlagen/${bijlage}`)).status).toBe(303);
  expect((await (await world.as('dirk')).get(`/bijlagen/${crypto.randomUUID()}`)).status).toBe(404);
});

test.each([
  ['brief.pdf', 'attachment; filename="brief.pdf"; filename*=UTF-8\'\'brief.pdf'],
  ['naïef "citaat".txt', 'attachment; filename="na_ef _citaat_.txt"; filename*=UTF-8\'\'na%C3%AFef%20%22citaat%22.txt'],
  [
    'a\r\nSet-Cookie: x=1.txt',
    'attachment; filename="a__Set-Cookie: x=1.txt"; filename*=UTF-8\'\'a%0D%0ASet-Cookie%3A%20x%3D1.txt',
  ],
  ["l'été (1)*.txt", "attachment; filename=\"l'_t_ (1)*.txt\"; filename*=UTF-8''l%27%C3%A9t%C3%A9%20%281%29%2A.txt"],
  ['\ud800.txt', 'attachment; filename="_.txt"; filename*=UTF-8\'\'%EF%BF%BD.txt'],
])('the name %j travels in one header line', (name, header) => {
  expect(contentDisposition('attachment', name)).toBe(header);
});

test('a name with markup in it is text on the page of the task', async () => {
  const bijlage = await attach('"><img src=x onerror=alert(1)>.png', 'image/png', PNG);
  const stored = await world.collection('bijlagen').findOne({ _id: bijlage });
  const dossier = await world.collection('taakdossiers').findOne({
    klantcontact: stored?.['wasBijlageVanKlantcontact'],
  });
  const { text } = await (await world.as('anna')).get(`/taken/${String(dossier?.['nummer'])}`);
  expect(text).toContain('onerror');
  expect(text).not.toContain('<img src=x');
});
