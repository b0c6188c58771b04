import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { measure } from '#test/support/hostile/measure.ts';
import { createHttpWorld, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { png } from '#test/support/hostile/letter/png.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { newMessage } from '#test/support/spine/create-spine.ts';

const stores = isolatedStores();
const MB = 1024 * 1024;
let world: HttpWorld;
beforeAll(async () => {
  world = await createHttpWorld(stores, { workers: false });
});
afterAll(() => world.close());

/** A document of this size on a fresh question; gives the uuid of its bijlage. */
async function attach(formaat: string, bytes: Uint8Array): Promise<string> {
  const { klantcontact } = await world.ask();
  const [id, bijlage] = [crypto.randomUUID(), crypto.randomUUID()];
  const facts = { bestandsnaam: 'groot', formaat, sha256: createHash('sha256').update(bytes).digest('hex') };
  await world.documents.put(id, bytes, facts);
  const plaats = { kind: 'gridfs', id };
  await world
    .collection('informatieobjecten')
    .insertOne({ _id: id, ...facts, bestandsomvang: bytes.byteLength, rol: 'bijlage', plaats });
  const codes = { codeObjecttype: '3', codeRegister: '7', codeSoortObjectId: '4' };
  await world.collection('bijlagen').insertOne({
    _id: bijlage,
    wasBijlageVanKlantcontact: klantcontact,
    bijlageidentificator: { objectId: id, ...codes },
  });
  return bijlage;
}

test('a file of fifty megabytes that says it is a picture or text is looked at by its beginning', async () => {
  const large = Buffer.alloc(48 * MB, 'x');
  const fake = await attach('image/png', large);
  const text = await attach('text/plain', large.subarray(0, 5 * MB));
  const small = large.subarray(0, 3 * MB);
  small.set(png({}).subarray(0, 33));
  const real = await attach('image/png', small);
  const dirk = await world.as('dirk');
  const headers = { cookie: [...dirk.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  const open = (path: string) => fetch(`${world.address}/bijlagen/${path}`, { headers });
  const { peakMb, result } = await measure(async () => {
    const before = process.memoryUsage.rss() / MB;
    const shown = await open(`${text}?weergave=tekst`);
    expect(shown.status).toBe(200);
    expect((await shown.text()).length).toBeLessThan(3 * MB);
    const looks = Array.from({ length: 3 }, () => open(`${fake}?weergave=beeld`));
    for (const { status } of await Promise.all(looks)) expect(status).toBe(404);
    return before;
  });
  expect(peakMb - result).toBeLessThan(180);
  // Byte for byte, also when it goes through in pieces.
  const picture = await open(`${real}?weergave=beeld`);
  const hash = createHash('sha256');
  for await (const part of picture.body ?? []) hash.update(part);
  expect(hash.digest('hex')).toBe(createHash('sha256').update(small).digest('hex'));
});

test('the page of a large parked message shows its beginning and says how much there is', async () => {
  const message = newMessage(`Subject: groot\n\n${'regel van een groot bericht\n'.repeat(300_000)}`, 3);
  await world.messages.accept([message], undefined);
  await world.parkMessage(message.uuid, { code: 'mail-unreadable' });
  const { text } = await (await world.as('dirk')).get(`/beheer/geparkeerd/${message.uuid}`);
  expect(text.length).toBeLessThan(300_000);
  expect(text).toContain('regel van een groot bericht');
  expect(text).toMatch(/Afgebroken[^<]* MB\)/);
});
