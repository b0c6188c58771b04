import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createWhatsapp, type Whatsapp } from '#test/support/whatsapp/create-whatsapp.ts';
import { encode, payloadOf, sign, text } from '#test/support/whatsapp/payloads.ts';

const stores = isolatedStores();
const MINUTE = 60_000;
let whatsapp: Whatsapp;
let seconds: number;
let number = 0;
let from: string;
beforeAll(async () => {
  whatsapp = await createWhatsapp(stores);
});
afterAll(() => whatsapp.close());
beforeEach(() => {
  seconds = Math.floor(whatsapp.clock.at / 1_000);
  from = `316000000${String((number += 1)).padStart(2, '0')}`;
});

const wamid = (place: number) => `wamid.${from}.${place}`;
const say = (place: number, body: string, at = place) =>
  payloadOf([text(wamid(place), seconds + at, body, from)], { from });
async function receive(...raws: Uint8Array[]) {
  for (const raw of raws) expect(await whatsapp.receive(raw)).toEqual({ status: 200 });
  await whatsapp.runJobs(whatsapp.clock.at);
}
const messageOf = async (place: number) => (await whatsapp.messages.trace(wamid(place)))[0];
const klantcontactOf = async (place: number) => {
  const uuid = (await messageOf(place))?.klantcontacten[0]?.uuid;
  return uuid === undefined ? undefined : await whatsapp.collection('klantcontacten').findOne({ _id: uuid as never });
};
const countWith = (name: string, uuid: unknown, field: string) =>
  whatsapp.collection(name).countDocuments({ [field]: uuid as string });

describe('a conversation', () => {
  it('is one klantcontact after the silence, at the time of the third message (statement 16), complete', async () => {
    await receive(say(1, 'Goedemiddag'), say(2, 'De lantaarn is stuk'), say(3, 'op de Kade'));
    await whatsapp.runJobs();
    const klantcontact = await klantcontactOf(1);
    expect(klantcontact).toMatchObject({
      kanaal: 'whatsapp',
      onderwerp: 'De lantaarn is stuk',
      inhoud: 'Goedemiddag\nDe lantaarn is stuk\nop de Kade',
      plaatsgevondenOp: new Date((seconds + 3) * 1_000),
      indicatieContactGelukt: true,
      vertrouwelijk: false,
    });
    expect(await klantcontactOf(3)).toEqual(klantcontact);
    const uuid = klantcontact?._id;
    expect(await countWith('bijlagen', uuid, 'wasBijlageVanKlantcontact')).toBe(0);
    expect(await countWith('internetaken', uuid, 'aanleidinggevendKlantcontact')).toBe(1);
    const betrokkene = await whatsapp.collection('betrokkenen').findOne({ hadKlantcontact: uuid });
    expect(betrokkene).toMatchObject({ rol: 'klant', initiator: true });
    expect(betrokkene).not.toHaveProperty('wasPartij');
    const adres = await whatsapp.collection('digitaleadressen').findOne({ verstrektDoorBetrokkene: betrokkene?._id });
    expect(adres).toMatchObject({ adres: `+${from}`, soortDigitaalAdres: 'telefoonnummer' });
    const taak = await whatsapp.collection('taakdossiers').findOne({ klantcontact: uuid });
    expect(taak?.['toelichting']).not.toMatch(/brief/i);
  });

  it('that goes on after the window closed is a second klantcontact, and the first is unchanged (statement 17)', async () => {
    await receive(say(1, 'Eerste vraag'));
    await whatsapp.runJobs();
    const first = await klantcontactOf(1);
    whatsapp.clock.at += 6 * MINUTE;
    await receive(say(2, 'Tweede vraag', 400));
    await whatsapp.runJobs();
    expect(await klantcontactOf(1)).toEqual(first);
    expect(await klantcontactOf(2)).toMatchObject({ inhoud: 'Tweede vraag' });
  });

  it('holds a message once, however often it is delivered, during and after it (statement 22)', async () => {
    await receive(
      say(1, 'Vraag'),
      say(1, 'Vraag'),
      payloadOf([text(wamid(1), seconds + 1, 'Vraag', from), text(wamid(2), seconds + 2, 'Nog wat', from)], { from }),
    );
    await whatsapp.runJobs();
    whatsapp.clock.at += MINUTE;
    await receive(payloadOf([text(wamid(1), seconds + 1, 'Vraag', from)], { from, naam: 'Anders' }));
    await whatsapp.runJobs();
    expect(await klantcontactOf(1)).toMatchObject({ inhoud: 'Vraag\nNog wat' });
    expect(await whatsapp.collection('conversations').countDocuments({ sender: from })).toBe(1);
  });

  it('stays open while messages keep coming, and ends at the hard cap', async () => {
    const start = whatsapp.clock.at;
    for (let place = 1; place <= 4; place += 1) {
      await receive(say(place, `bericht ${place}`, place * 240));
      await whatsapp.runJobs(whatsapp.clock.at + 4 * MINUTE);
      whatsapp.clock.at = start + place * 4 * MINUTE;
    }
    expect(await klantcontactOf(1)).toBeUndefined();
    const open = (await whatsapp.listOpenConversations()).find(({ count }) => count === 4);
    expect(open?.lines.map(({ tekst }) => tekst)).toEqual(['bericht 1', 'bericht 2', 'bericht 3', 'bericht 4']);
    await whatsapp
      .collection('conversations')
      .updateOne({ sender: from }, { $set: { firstReceivedAt: new Date(start - 24 * 60 * MINUTE) } });
    await whatsapp.reconcile();
    await whatsapp.runJobs(whatsapp.clock.at);
    expect(await klantcontactOf(4)).toMatchObject({ inhoud: 'bericht 1\nbericht 2\nbericht 3\nbericht 4' });
  });

  it('ends at once when it holds as many messages as one may', async () => {
    const strict = await createWhatsapp(stores, { config: { maximumBerichten: 2 } });
    for (const place of [1, 2, 3]) await strict.receive(say(place, `bericht ${place}`));
    await strict.runJobs(strict.clock.at);
    await strict.close();
    expect(await klantcontactOf(2)).toMatchObject({ inhoud: 'bericht 1\nbericht 2' });
    expect(await messageOf(3)).toMatchObject({ state: 'open' });
  });

  it('can be finished by staff at once', async () => {
    await receive(say(1, 'Nu graag'));
    const [open] = (await whatsapp.listOpenConversations()).filter(({ lines }) => lines[0]?.tekst === 'Nu graag');
    await whatsapp.finishConversation.finishNow(open?.conversation ?? '');
    await whatsapp.runJobs(whatsapp.clock.at);
    expect(await klantcontactOf(1)).toMatchObject({ inhoud: 'Nu graag' });
  });

  it('ties an answer to a message of ours to its klantcontact', async () => {
    await receive(say(1, 'Eerste vraag'));
    await whatsapp.runJobs();
    whatsapp.clock.at += MINUTE;
    await receive(payloadOf([{ ...text(wamid(2), seconds + 600, 'Dank', from), context: { id: wamid(1) } }], { from }));
    await whatsapp.runJobs();
    const [first, second] = [await klantcontactOf(1), await klantcontactOf(2)];
    const onderwerp = await whatsapp.collection('onderwerpobjecten').findOne({ klantcontact: second?._id });
    expect(onderwerp).toMatchObject({ wasKlantcontact: first?._id });
  });

  it('longer than the register takes is a document as well (statement 19)', async () => {
    await receive(say(1, 'a'.repeat(900)), say(2, 'b'.repeat(900)));
    await whatsapp.runJobs();
    const klantcontact = await klantcontactOf(1);
    expect(klantcontact?.['inhoud']).toHaveLength(1_000);
    expect(await countWith('bijlagen', klantcontact?._id, 'wasBijlageVanKlantcontact')).toBe(1);
  });

  it('in which nobody says anything stays aside with the reason', async () => {
    const system = {
      from,
      id: wamid(1),
      timestamp: String(seconds),
      type: 'system',
      system: { type: 'user_changed_number' },
    };
    await receive(payloadOf([system], { from }));
    await whatsapp.runJobs();
    expect(await messageOf(1)).toMatchObject({ state: 'aside', reason: { code: 'whatsapp-nothing-said' } });
  });
});

describe('what cannot be read', () => {
  it('between good messages is parked with a task, and the good ones are registered', async () => {
    await receive(
      payloadOf([text(wamid(1), seconds, 'een', from), { geen: from }, text(wamid(2), seconds + 1, 'twee', from)], {
        from,
      }),
    );
    await whatsapp.runJobs();
    expect(await klantcontactOf(1)).toMatchObject({ inhoud: 'een\ntwee' });
    const parked = await whatsapp.messages.list({ channel: 'whatsapp', state: 'parked' });
    expect(parked.filter(({ key }) => key.startsWith('whatsapp:fragment:'))).toHaveLength(1);
  });

  it.each([
    ['no JSON', new TextEncoder().encode('{"entry": [')],
    ['a list', encode([1, 2])],
    ['nested without end', new TextEncoder().encode('['.repeat(200_000))],
    ['bytes of any kind', Uint8Array.from({ length: 4_096 }, (_, index) => (index * 7) % 256)],
  ])('a delivery of %s is parked, once, and does not hold up the next', async (_, raw) => {
    await receive(raw, say(1, 'gewoon'), raw);
    await whatsapp.runJobs();
    expect(await klantcontactOf(1)).toMatchObject({ inhoud: 'gewoon' });
    const uuid = (await whatsapp.payloads.listOpen(new Date(8e15), 10)).map((one) => one.uuid);
    expect(uuid).toEqual([]);
    const [parked] = (await whatsapp.messages.list({ state: 'parked' })).filter(({ size }) => size === raw.byteLength);
    const code = expect.stringMatching(/^whatsapp-payload-(unreadable|too-large)$/) as string;
    expect(parked).toMatchObject({ reason: { code }, internetaken: [{}] });
    expect(await whatsapp.messages.readRaw(parked?.uuid ?? '')).toEqual(
      expect.objectContaining({ length: raw.length }),
    );
  });
});

describe('what is not from Meta', () => {
  it('leaves no trace (statement 23)', async () => {
    const raw = say(1, 'vals');
    const before = await whatsapp.collection('whatsapppayloads').countDocuments();
    for (const signature of [undefined, sign(raw, 'ander geheim')]) {
      expect(await whatsapp.source.receive(raw, signature)).toEqual({ status: 401 });
    }
    expect(await whatsapp.source.receive(new Uint8Array(4_000_000), undefined)).toEqual({ status: 413 });
    expect(await whatsapp.collection('whatsapppayloads').countDocuments()).toBe(before);
    expect(whatsapp.jobs).toEqual([]);
  });

  it('does not pass the handshake', () => {
    const query = (token: string) => ({
      'hub.mode': 'subscribe',
      'hub.verify_token': token,
      'hub.challenge': '1158201444',
    });
    expect(whatsapp.source.challenge(query(whatsapp.config.verifyToken))).toEqual({ status: 200, body: '1158201444' });
    expect(whatsapp.source.challenge(query('anders')).status).toBe(403);
    expect(whatsapp.source.challenge({}).status).toBe(400);
  });
});

describe('delivery states', () => {
  it('only go up, whatever the order; failed wins over sent only', async () => {
    const report = (state: string) =>
      encode({
        entry: [
          {
            changes: [
              {
                field: 'messages',
                value: {
                  statuses: [
                    {
                      id: wamid(9),
                      status: state,
                      timestamp: String(seconds),
                      errors: state === 'failed' ? [{ code: 131_026 }] : [],
                    },
                  ],
                },
              },
            ],
          },
        ],
      });
    await receive(report('sent'), report('failed'));
    expect(await whatsapp.deliveryStates.find(wamid(9))).toMatchObject({ state: 'failed', errors: [131_026] });
    await receive(report('read'), report('delivered'));
    expect(await whatsapp.deliveryStates.find(wamid(9))).toMatchObject({ state: 'read' });
  });
});
