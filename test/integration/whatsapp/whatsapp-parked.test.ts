import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReleaseParked } from '#application/release-parked.ts';
import { createReopenMessage } from '#application/reopen-message.ts';
import { createRepairParked } from '#application/repair-parked.ts';
import { createParkedRepository } from '#infrastructure/mongo/parked-repository.ts';
import { createTaakRepository } from '#infrastructure/mongo/taak-repository.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createWhatsapp, type Whatsapp } from '#test/support/whatsapp/create-whatsapp.ts';
import { payloadOf, text } from '#test/support/whatsapp/payloads.ts';

const stores = isolatedStores();
let whatsapp: Whatsapp;
let run = 0;
beforeAll(async () => {
  whatsapp = await createWhatsapp(stores);
});
afterAll(() => whatsapp.close());

function acts() {
  const { spine, documents, clock } = whatsapp;
  const parked = createParkedRepository(spine.mongo, documents);
  const deps = { parked, taken: createTaakRepository(spine.mongo), documents, clock };
  return {
    ...createReleaseParked({ ...deps, vierOgen: () => false }),
    ...createRepairParked(deps),
    ...createReopenMessage({ ...deps, vierOgen: () => false }),
  };
}

/** A delivery that is no JSON, parked whole; answers the message that stands for it. */
async function parkPayload() {
  run += 1;
  await whatsapp.receive(new TextEncoder().encode(`geen json ${run}`));
  await whatsapp.runJobs();
  const [found] = await whatsapp.messages.list({ channel: 'whatsapp', state: 'parked', limit: 1 });
  return found?.uuid ?? '';
}
const heal = async () => {
  await whatsapp.reconcile();
  await whatsapp.runJobs();
};
const stateOf = async (uuid: string) => (await whatsapp.messages.find([uuid], { raw: false }))[0];
const contents = async () => (await whatsapp.klantcontacten()).map(({ inhoud }) => String(inhoud));
const anna = { door: 'anna', reden: 'hersteld' };

it('a conversation in which nobody says anything is registered after all when a person wants it', async () => {
  const from = '31600000199';
  const at = String(Math.floor(whatsapp.clock.at / 1_000));
  const system = { from, id: 'wamid.heropend', timestamp: at, type: 'system', system: { type: 'user_changed_number' } };
  await whatsapp.receive(payloadOf([system], { from }));
  await whatsapp.runJobs();
  const [aside] = await whatsapp.messages.trace('wamid.heropend');
  expect(aside?.reason?.code).toBe('whatsapp-nothing-said');
  expect(await acts().reopen(aside?.uuid ?? '', 'hoort bij een klacht', 'anna')).toEqual({ kind: 'reopened' });
  await heal();
  await heal();
  const { state, klantcontacten } = (await stateOf(aside?.uuid ?? '')) ?? {};
  expect([state, klantcontacten?.length]).toEqual(['registered', 1]);
});

describe('a parked delivery', () => {
  it('stays parked until a person says so', async () => {
    const uuid = await parkPayload();
    await heal();
    expect((await stateOf(uuid))?.state).toBe('parked');
  });

  it('is taken apart from the bytes that a person put in its place', async () => {
    const uuid = await parkPayload();
    const from = '31600000101';
    const at = Math.floor(whatsapp.clock.at / 1_000);
    const bytes = payloadOf([text(`wamid.hersteld.${run}`, at, 'Toch te lezen', from)], { from });
    await acts().replaceBytes(uuid, { bytes, bestandsnaam: 'hersteld.json', mediaType: 'application/json' }, anna);
    expect(await acts().retry(uuid, 'anna')).toEqual({ kind: 'released' });
    await heal();
    await heal();
    expect((await contents()).filter((inhoud) => inhoud.includes('Toch te lezen'))).toHaveLength(1);
    expect((await stateOf(uuid))?.reason?.code).toBe('whatsapp-payload-expanded');
    expect(await acts().reopen(uuid, 'nog eens', 'anna')).toEqual({ kind: 'nothing-to-register' });
  });

  it('is registered by hand, once, with the delivery as its original', async () => {
    const uuid = await parkPayload();
    await acts().registerByHand(uuid, { onderwerp: 'Via de telefoon nagevraagd', inhoud: 'Kapotte lamp' }, anna);
    await heal();
    await heal();
    const [contact, ...others] = (await whatsapp.klantcontacten()).filter(({ inhoud }) => inhoud === 'Kapotte lamp');
    expect([contact?.['kanaal'], others.length]).toEqual(['whatsapp', 0]);
    expect((await stateOf(uuid))?.state).toBe('registered');
    expect(await whatsapp.collection('bijlagen').countDocuments({ wasBijlageVanKlantcontact: contact?._id })).toBe(1);
  });
});

describe('a parked message of a conversation', () => {
  it('comes back as a klantcontact of its own, and the others are not registered again', async () => {
    const from = '31600000102';
    const at = Math.floor(whatsapp.clock.at / 1_000);
    const ids = [1, 2, 3].map((place) => `wamid.deel.${run}.${place}`);
    const some = ids.map((id, place) => text(id, at + place, `deel ${place}`, from));
    await whatsapp.receive(payloadOf(some, { from }));
    await whatsapp.runJobs(whatsapp.clock.at);
    const [middle] = await whatsapp.messages.trace(ids[1] ?? '');
    const { parkMessage } = whatsapp.finishDeps;
    await parkMessage(middle?.uuid ?? '', { code: 'whatsapp-message-unreadable' });
    await whatsapp.runJobs();
    const registered = (await contents()).filter((inhoud) => inhoud.includes('deel'));
    expect(registered).toHaveLength(1);
    expect(registered[0]).not.toContain('deel 1');
    expect((await stateOf(middle?.uuid ?? ''))?.state).toBe('parked');

    expect(await acts().retry(middle?.uuid ?? '', 'anna')).toEqual({ kind: 'released' });
    await heal();
    await heal();
    const after = (await contents()).filter((inhoud) => inhoud.includes('deel'));
    expect(after).toHaveLength(2);
    for (const place of [0, 1, 2]) expect(after.filter((inhoud) => inhoud.includes(`deel ${place}`))).toHaveLength(1);
    expect((await stateOf(middle?.uuid ?? ''))?.state).toBe('registered');
  });
});
