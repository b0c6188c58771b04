import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { isSetApart } from '#domain/inbound-message/set-apart.ts';
import { startFakeClamd, type FakeClamd } from '#test/support/clamav/fake-clamd.ts';
import { eventually } from '#test/support/eventually.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createWhatsapp, type Whatsapp } from '#test/support/whatsapp/create-whatsapp.ts';
import { startGraphServer, type GraphServer } from '#test/support/whatsapp/graph-server.ts';
import { image, payloadOf, text } from '#test/support/whatsapp/payloads.ts';

const stores = isolatedStores();
let [graph, clamd, whatsapp] = [{} as GraphServer, {} as FakeClamd, {} as Whatsapp];
let number = 0;
beforeAll(async () => {
  [graph, clamd] = await Promise.all([startGraphServer(), startFakeClamd()]);
  whatsapp = await createWhatsapp(stores, { graphUrl: graph.url, clamd: clamd.tcp });
});
afterAll(() => Promise.all([whatsapp.close(), graph.close(), clamd.close()]));
beforeEach(() => {
  whatsapp.jobs.length = 0;
  number += 1;
});

/** A conversation that was registered without its picture, which is there now; answers the message of the picture. */
async function registeredWithout(bytes: Uint8Array) {
  const from = `316000009${String(number).padStart(2, '0')}`;
  const [id, medium] = [`wamid.${from}`, `media-${from}`];
  const seconds = Math.floor(whatsapp.clock.at / 1_000);
  graph.lookupStatus = 500;
  const raw = payloadOf(
    [image(id, seconds, medium, 'lantaarn', from), text(`${id}.2`, seconds + 1, 'zie foto', from)],
    {
      from,
    },
  );
  await whatsapp.receive(raw);
  await whatsapp.runJobs(whatsapp.clock.at).catch(() => undefined);
  await whatsapp.runJobs();
  graph.lookupStatus = undefined;
  graph.media.set(medium, { bytes, mimeType: 'image/jpeg' });
  return (await whatsapp.messages.trace(id))[0]?.uuid ?? '';
}

async function mediumOf(uuid: string) {
  const [message] = await whatsapp.messages.find([uuid], { raw: false });
  const [klantcontact] = message?.klantcontacten ?? [];
  const bijlagen = await whatsapp
    .collection('bijlagen')
    .find({ wasBijlageVanKlantcontact: klantcontact?.uuid ?? 'none' })
    .toArray();
  const ids = bijlagen.map(({ bijlageidentificator }) => (bijlageidentificator as { objectId: string }).objectId);
  const objecten = await whatsapp
    .collection('informatieobjecten')
    .find({ _id: { $in: ids as never[] }, rol: 'bijlage' })
    .toArray();
  return { message, objecten };
}

it('a picture that comes late with a virus in it is set apart, and its klantcontact stays as it is', async () => {
  const uuid = await registeredWithout(Buffer.from('doe:besmet'));
  await whatsapp.fetchMedia(uuid);
  await whatsapp.fetchMedia(uuid);
  const { message, objecten } = await mediumOf(uuid);
  expect(objecten).toMatchObject([{ scan: { uitslag: 'besmet', kenmerk: 'Nep-Virus' } }]);
  expect([message?.state, message !== undefined && isSetApart(message)]).toEqual(['registered', true]);
});

it('one that crashes the scanner each time is added in the end, with the mark that nobody scanned it', async () => {
  const uuid = await registeredWithout(Buffer.from('doe:crash'));
  const before = clamd.crashes();
  await eventually(
    async () => {
      await whatsapp.fetchMedia(uuid).catch(() => undefined);
      return (await mediumOf(uuid)).objecten.length === 1;
    },
    { what: 'the picture as a bijlage' },
  );
  expect((await mediumOf(uuid)).objecten).toMatchObject([
    { scan: { uitslag: 'niet-gescand', reden: 'niet-te-scannen' } },
  ]);
  expect(clamd.crashes() - before).toBe(3);
});
