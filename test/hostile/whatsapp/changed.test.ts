import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mutated } from '#test/support/hostile/mutated-json.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createWhatsapp, type Whatsapp } from '#test/support/whatsapp/create-whatsapp.ts';

const stores = isolatedStores();
let whatsapp: Whatsapp;
beforeAll(async () => {
  whatsapp = await createWhatsapp(stores, { graphUrl: 'http://127.0.0.1:9/v1', config: { mediaWachtSeconden: 0 } });
});
afterAll(() => whatsapp.close());

const T = 1_764_000_000;
const message = (id: string, type: string, part: unknown, more: object = {}) => ({
  id,
  from: '31612345678',
  timestamp: String(T),
  type,
  [type]: part,
  ...more,
});
/** A message of every kind, one status, and what Meta says around them. */
const SOUND = {
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '1',
      changes: [
        {
          field: 'messages',
          value: {
            metadata: { display_phone_number: '31201234567', phone_number_id: '2' },
            contacts: [{ wa_id: '31612345678', profile: { name: 'Fatima Jansen' } }],
            messages: [
              message('a', 'text', { body: 'Goedemorgen' }, { context: { id: 'x', forwarded: true } }),
              message('b', 'interactive', { type: 'list_reply', list_reply: { title: 'Ja', description: 'Graag' } }),
              message('c', 'interactive', { type: 'nfm_reply', nfm_reply: { response_json: '{"a":"b"}' } }),
              message('d', 'location', { latitude: 52, longitude: 4, name: 'Hier', address: 'Kade 1' }),
              message('e', 'contacts', [{ name: { formatted_name: 'Piet' }, phones: [{ phone: '06' }] }]),
              message('f', 'order', { product_items: [{ quantity: 1 }], text: 'Graag' }),
              message('g', 'reaction', { message_id: 'a', emoji: 'x' }),
              message('h', 'edit', { original_message_id: 'a', message: { type: 'text', text: { body: 'Dag' } } }),
              message('i', 'system', { type: 'user_changed_number' }, { referral: { headline: 'Reclame' } }),
              message('j', 'image', { mime_type: 'image/jpeg', caption: 'Foto' }),
            ],
            statuses: [{ id: 'ons', status: 'failed', timestamp: String(T), errors: [{ code: 1 }] }],
          },
        },
      ],
    },
  ],
};

test('a delivery changed in any way ends: every message in it is registered, aside or parked', async () => {
  let deliveries = 0;
  await fc.assert(
    fc.asyncProperty(mutated(SOUND), async (changed) => {
      deliveries += 1;
      // Ids of its own, as Meta's are: known ones would be left out.
      const text = (JSON.stringify(changed) ?? '').replaceAll(/"id":"([a-j])"/g, `"id":"$1-${deliveries}"`);
      expect((await whatsapp.receive(new TextEncoder().encode(text))).status).toBe(200);
      await runAll();
      expect(await whatsapp.collection('messages').countDocuments({ state: 'open' }), text).toBe(0);
      expect(await whatsapp.payloads.listOpen(new Date(8e15), 10)).toEqual([]);
    }),
    { numRuns: Number(process.env['FUZZ_RUNS'] ?? 25) },
  );
  expect(deliveries).toBeGreaterThan(5);
  expect(({} as { vervuild?: number }).vervuild).toBeUndefined();
  expect(await whatsapp.collection('klantcontacten').countDocuments({})).toBeGreaterThan(5);
  expect(await whatsapp.collection('messages').countDocuments({ state: 'parked' })).toBeGreaterThan(0);
});

/** Media are on a server that is not there: such a job fails, as it would, and holds up nothing. */
async function runAll(): Promise<void> {
  try {
    await whatsapp.runJobs();
  } catch (thrown) {
    if ((thrown as { code?: unknown }).code !== 'whatsapp-media-unavailable') throw thrown;
    await runAll();
  }
}
