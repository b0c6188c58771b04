import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createWhatsapp, type Whatsapp } from '#test/support/whatsapp/create-whatsapp.ts';
import { startGraphServer, type GraphServer } from '#test/support/whatsapp/graph-server.ts';
import { image, payloadOf, text } from '#test/support/whatsapp/payloads.ts';

const stores = isolatedStores();
let graph: GraphServer;
let whatsapp: Whatsapp;
let number = 0;
let from: string;
beforeAll(async () => {
  graph = await startGraphServer();
  whatsapp = await createWhatsapp(stores, {
    graphUrl: graph.url,
    config: { limieten: { mediumBytes: 10_000 }, mediaHosts: ['lookaside.fbsbx.com'] },
  });
});
afterAll(async () => {
  await whatsapp.close();
  await graph.close();
});
beforeEach(() => {
  from = `316000001${String((number += 1)).padStart(2, '0')}`;
  graph.lookupStatus = undefined;
  graph.fileStatus = undefined;
  whatsapp.jobs.length = 0;
});

const photo = (bytes: Uint8Array = randomBytes(2_000)) => ({ bytes, mimeType: 'image/jpeg' });
const mediaId = () => `media-${from}`;
const wamid = () => `wamid.${from}`;
async function send(...extra: unknown[]) {
  const seconds = Math.floor(whatsapp.clock.at / 1_000);
  const raw = payloadOf([image(wamid(), seconds, mediaId(), 'lantaarn', from), ...extra], { from });
  expect(await whatsapp.receive(raw)).toEqual({ status: 200 });
}
const uuidOf = async () => (await whatsapp.messages.trace(wamid()))[0]?.uuid ?? '';
const mediumNow = async () => (await whatsapp.conversations.findEntries([await uuidOf()]))[0]?.medium;
async function registered() {
  const [message] = await whatsapp.messages.trace(wamid());
  // A filter on undefined would match anything.
  const uuid = (message?.klantcontacten[0]?.uuid ?? 'none') as never;
  const klantcontact = await whatsapp.collection('klantcontacten').findOne({ _id: uuid });
  const bijlagen = await whatsapp.collection('bijlagen').find({ wasBijlageVanKlantcontact: uuid }).toArray();
  const ids = bijlagen.map(({ bijlageidentificator }) => (bijlageidentificator as { objectId: string }).objectId);
  const objecten = await whatsapp
    .collection('informatieobjecten')
    .find({ _id: { $in: ids as never[] } })
    .toArray();
  const taak = await whatsapp.collection('taakdossiers').findOne({ klantcontact: uuid });
  return { klantcontact, objecten, taak };
}
/** The first failure of a job, as the queue would see it. */
const runUntilFailure = () =>
  whatsapp.runJobs(whatsapp.clock.at).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );

describe('a picture', () => {
  it('is fetched with our token and becomes a bijlage with the right bytes', async () => {
    const medium = photo();
    graph.media.set(mediaId(), medium);
    await send();
    await whatsapp.runJobs();
    const { klantcontact, objecten } = await registered();
    expect(klantcontact?.['inhoud']).toBe('[afbeelding] lantaarn');
    expect(objecten.map(({ rol }) => String(rol)).sort()).toEqual(['bijlage', 'gesprek']);
    const bijlage = objecten.find(({ rol }) => rol === 'bijlage');
    expect(bijlage).toMatchObject({
      bestandsnaam: 'afbeelding-1.jpg',
      formaat: 'image/jpeg',
      bestandsomvang: 2_000,
      sha256: createHash('sha256').update(medium.bytes).digest('hex'),
    });
    const stored = await whatsapp.documents.read((bijlage?.['plaats'] as { id: string }).id);
    expect(Buffer.from(stored).equals(medium.bytes)).toBe(true);
  });

  it.each([404, 410])(
    'that Meta no longer has (%i) is said to be missing, and the rest is registered',
    async (status) => {
      graph.lookupStatus = status;
      await send();
      await whatsapp.runJobs();
      const { klantcontact, taak, objecten } = await registered();
      expect(klantcontact?.['inhoud']).toBe('[afbeelding: niet meer op te halen] lantaarn');
      expect(taak?.['toelichting']).toContain('Niet meer op te halen: 1 bestand.');
      expect(objecten).toHaveLength(1);
    },
  );

  it('whose address expired in between is asked for once more', async () => {
    graph.media.set(mediaId(), photo());
    graph.fileStatus = 404;
    await send();
    expect(await runUntilFailure()).toBeUndefined();
    expect(graph.requests.filter((url) => url === `/v23.0/${mediaId()}`)).toHaveLength(2);
    expect(await mediumNow()).toMatchObject({ state: 'missing' });
  });

  it.each([
    ['401', () => (graph.lookupStatus = 401), 'whatsapp-media-unauthorized'],
    ['500', () => (graph.lookupStatus = 500), 'whatsapp-media-unavailable'],
    ['400', () => (graph.lookupStatus = 400), 'whatsapp-media-unavailable'],
    ['503 for the file', () => (graph.fileStatus = 503), 'whatsapp-media-unavailable'],
    [
      'another hash',
      () => graph.media.set(mediaId(), { ...photo(), sha256: 'f'.repeat(64) }),
      'whatsapp-media-damaged',
    ],
    [
      'a host that may not see our token',
      () => graph.media.set(mediaId(), { ...photo(), url: 'http://127.0.0.1:9/bestand' }),
      'whatsapp-media-host-refused',
    ],
    [
      'a redirect to elsewhere',
      () => graph.media.set(mediaId(), { ...photo(), url: graph.url.replace('v23.0', `elders/${mediaId()}`) }),
      'whatsapp-media-host-refused',
    ],
  ])('is tried again after %s', async (_, prepare, code) => {
    graph.media.set(mediaId(), photo());
    prepare();
    await send();
    expect(await runUntilFailure()).toMatchObject({ kind: 'transient', code });
    expect(await mediumNow()).toMatchObject({ state: 'pending' });
    graph.lookupStatus = undefined;
    graph.fileStatus = undefined;
    graph.media.set(mediaId(), photo());
    await whatsapp.fetchMedia(await uuidOf());
    expect(await mediumNow()).toMatchObject({ state: 'stored' });
  });

  it('larger than the limit is not kept, and said so', async () => {
    graph.media.set(mediaId(), photo(randomBytes(10_001)));
    await send();
    await whatsapp.runJobs();
    expect((await registered()).klantcontact?.['inhoud']).toBe('[afbeelding: te groot om te bewaren] lantaarn');
  });
});

describe('a conversation whose picture does not come', () => {
  async function withoutPicture() {
    graph.lookupStatus = 500;
    await send(text(`${wamid()}.2`, Math.floor(whatsapp.clock.at / 1_000) + 1, 'zie foto', from));
    expect(await runUntilFailure()).toMatchObject({ kind: 'transient' });
  }

  it('waits for it, and has it when it comes in that time', async () => {
    await withoutPicture();
    await whatsapp.runJobs(whatsapp.clock.at + 400_000);
    expect((await registered()).klantcontact).toBeNull();
    graph.lookupStatus = undefined;
    graph.media.set(mediaId(), photo());
    await whatsapp.fetchMedia(await uuidOf());
    await whatsapp.runJobs();
    const { klantcontact, objecten } = await registered();
    expect(klantcontact?.['inhoud']).toBe('[afbeelding] lantaarn\nzie foto');
    expect(objecten).toHaveLength(2);
  });

  it('does not wait for a clock that ran ahead when it was sealed', async () => {
    await withoutPicture();
    const places = await whatsapp.conversations.findByMessages([await uuidOf()]);
    const conversation = places.get(await uuidOf())?.uuid ?? '';
    await whatsapp.conversations.seal(conversation, new Date(whatsapp.clock.at + 86_400_000));
    await whatsapp.finishConversation.finish(conversation);
    expect((await registered()).klantcontact?.['inhoud']).toContain('[afbeelding: nog niet opgehaald]');
  });

  it('is registered without it after ten minutes, and gets it as a bijlage later, once', async () => {
    await withoutPicture();
    const start = whatsapp.clock.at;
    await whatsapp.runJobs();
    expect(whatsapp.clock.at - start).toBeLessThanOrEqual(920_000);
    const before = await registered();
    expect(before.klantcontact?.['inhoud']).toBe('[afbeelding: nog niet opgehaald] lantaarn\nzie foto');
    expect(before.taak?.['toelichting']).toContain('Nog niet opgehaald: 1 bestand');
    graph.lookupStatus = undefined;
    graph.media.set(mediaId(), photo());
    const uuid = await uuidOf();
    await Promise.allSettled([whatsapp.fetchMedia(uuid), whatsapp.fetchMedia(uuid)]);
    await whatsapp.fetchMedia(uuid);
    const after = await registered();
    expect(after.klantcontact).toEqual(before.klantcontact);
    expect(after.objecten.map(({ rol }) => String(rol)).sort()).toEqual(['bijlage', 'gesprek']);
    expect(await mediumNow()).toMatchObject({ state: 'stored', late: true, added: true });
  });

  it.each(['parked', 'aside'] as const)(
    'that comes while its message is %s is a bijlage once that is registered',
    async (state) => {
      await withoutPicture();
      const [uuid, entry] = [await uuidOf(), whatsapp.collection('conversationentries')];
      await entry.updateOne({ _id: uuid as never }, { $set: { 'medium.late': true } });
      const messages = whatsapp.collection('messages');
      await messages.updateOne({ _id: uuid as never }, { $set: { state } });
      graph.lookupStatus = undefined;
      graph.media.set(mediaId(), photo());
      await whatsapp.fetchMedia(uuid);
      expect(await mediumNow()).toMatchObject({ state: 'stored', late: true, added: false });
      await messages.updateOne({ _id: uuid as never }, { $set: { state: 'open' } });
      await whatsapp.runJobs();
      await whatsapp.reconcile();
      await whatsapp.runJobs();
      expect((await registered()).objecten.map(({ rol }) => String(rol)).sort()).toEqual(['bijlage', 'gesprek']);
      expect(await mediumNow()).toMatchObject({ added: true });
    },
  );

  it('is not given up: the reconciler asks again, until Meta has thrown it away', async () => {
    await withoutPicture();
    whatsapp.jobs.length = 0;
    const message = await uuidOf();
    await whatsapp.reconcile();
    expect(whatsapp.jobs.filter(({ id }) => id.startsWith(`media-${message}`))).toHaveLength(1);
    await whatsapp
      .collection('conversationentries')
      .updateOne({ _id: (await uuidOf()) as never }, { $set: { receivedAt: new Date(0) } });
    await whatsapp.reconcile();
    expect(await mediumNow()).toMatchObject({ state: 'missing', reason: 'gone' });
  });
});
