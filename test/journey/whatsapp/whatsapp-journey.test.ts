import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JOB_NAMES } from '#application/jobs/job-catalogue.ts';
import { startJobWorkers, type JobWorkers } from '#infrastructure/queues/job-workers.ts';
import { eventually } from '#test/support/eventually.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { noMetrics, silentLog } from '#test/support/spine/create-spine.ts';
import { createWhatsapp, type Whatsapp } from '#test/support/whatsapp/create-whatsapp.ts';
import { startGraphServer, type GraphServer } from '#test/support/whatsapp/graph-server.ts';
import { image, payloadOf, text } from '#test/support/whatsapp/payloads.ts';

const stores = isolatedStores();
let graph: GraphServer;
let whatsapp: Whatsapp;
let running: JobWorkers;
beforeAll(async () => {
  graph = await startGraphServer();
  whatsapp = await createWhatsapp(stores, {
    realQueues: true,
    graphUrl: graph.url,
    config: { stilteSeconden: 1, limieten: { wachtend: 5_000 } },
  });
  running = start();
});
afterAll(async () => {
  await running.close();
  await whatsapp.close();
  await graph.close();
});

/** Workers of this channel; the jobs of others have nobody here. */
function start(): JobWorkers {
  const own = new Set<string>(whatsapp.workers.map(({ job }) => job));
  const others = JOB_NAMES.filter((job) => !own.has(job)).map((job) => ({ job, handle: () => Promise.resolve() }));
  return startJobWorkers({
    redisUrl: stores.redisUrl,
    prefix: stores.keyPrefix,
    workers: [...whatsapp.workers, ...others],
    log: silentLog,
    metrics: noMetrics,
  });
}

const now = () => Math.floor(Date.now() / 1_000);
const registered = (wamid: string) =>
  eventually(
    async () => {
      const [message] = await whatsapp.messages.trace(wamid);
      return message?.state === 'registered' && message;
    },
    { what: `${wamid} is registered`, deadlineMs: 20_000 },
  );

describe('WhatsApp on the real queues', () => {
  it('makes a klantcontact of a burst with a picture, seconds after the silence', async () => {
    graph.media.set('m1', { bytes: new Uint8Array(500), mimeType: 'image/jpeg' });
    const from = '31622222222';
    await whatsapp.receive(payloadOf([text('w1', now(), 'Losliggende tegel', from)], { from }));
    await whatsapp.receive(payloadOf([image('w2', now() + 1, 'm1', 'hier', from)], { from }));
    const message = await registered('w2');
    const klantcontact = await whatsapp
      .collection('klantcontacten')
      .findOne({ _id: message.klantcontacten[0]?.uuid as never });
    expect(klantcontact).toMatchObject({
      onderwerp: 'Losliggende tegel',
      inhoud: 'Losliggende tegel\n[afbeelding] hier',
    });
    expect(await registered('w1')).toMatchObject({ klantcontacten: message.klantcontacten });
  });

  it('loses no event when far more comes than can be worked off, and Redis is emptied in the middle', async () => {
    const SENDERS = 60;
    const EACH = 10;
    const senders = Array.from({ length: SENDERS }, (_, index) => `3163${String(index).padStart(7, '0')}`);
    const deliveries = senders.flatMap((from) =>
      Array.from({ length: EACH }, (_, place) =>
        payloadOf([text(`load.${from}.${place}`, now(), `regel ${place}`, from)], { from }),
      ),
    );
    const answers = await Promise.all(deliveries.map((raw) => whatsapp.receive(raw)));
    const repeats = await Promise.all(deliveries.slice(0, 100).map((raw) => whatsapp.receive(raw)));
    expect(new Set([...answers, ...repeats].map(({ status }) => status))).toEqual(new Set([200]));
    await running.close();
    await stores.emptyRedis();
    running = start();
    await eventually(
      async () => {
        await whatsapp.reconcile();
        return (
          (await whatsapp
            .collection('messages')
            .countDocuments({ key: { $gte: 'whatsapp:load.', $lt: 'whatsapp:load/' }, state: 'registered' })) ===
          SENDERS * EACH
        );
      },
      { what: 'every event is registered', deadlineMs: 100_000 },
    );
    const contacts = await whatsapp
      .collection('klantcontacten')
      .find({ inhoud: { $exists: true } })
      .toArray();
    const lines = contacts
      .flatMap(({ inhoud }) => String(inhoud).split('\n'))
      .filter((line) => line.startsWith('regel '));
    expect(lines).toHaveLength(SENDERS * EACH);
  });
});
