import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRegisterContacts } from '#application/register-contacts.ts';
import { createRuleTriage } from '#application/rule-triage.ts';
import type { NewMessage } from '#application/ports/message-store.ts';
import type { InboundMessage } from '#domain/inbound-message/inbound-message.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createSpine, newMessage, silentLog } from '#test/support/spine/create-spine.ts';
import { settings } from '#test/support/spine/register-settings.ts';

const stores = isolatedStores();
let spine: Awaited<ReturnType<typeof createSpine>>;
let place = 0;
beforeAll(async () => {
  spine = await createSpine(stores);
});
afterAll(() => spine.close());

const MEGABYTE = 1024 * 1024;
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Two deliveries of one mail: the same key, other trace headers, and so other bytes. */
function deliveries(): [NewMessage, NewMessage] {
  const first = newMessage(`Bijlage van twee megabyte ${randomUUID()}`, (place += 1));
  const of = (raw: Uint8Array, location: string) => ({ ...first, raw, sha256: sha256Of(raw), location });
  return [of(randomBytes(2 * MEGABYTE), first.location), of(randomBytes(2 * MEGABYTE + 60), `${first.location}-2`)];
}
async function expectKept(message: NewMessage) {
  const [stored] = await spine.messages.find([message.uuid], { raw: true });
  expect([stored?.size, stored?.sha256]).toEqual([message.raw.byteLength, message.sha256]);
  expect(sha256Of(stored?.raw ?? new Uint8Array())).toBe(message.sha256);
}

describe('the original of a large message', () => {
  it('is not touched when the message is delivered again with other trace headers', async () => {
    const [first, again] = deliveries();
    await spine.acceptMessages([first]);
    await spine.acceptMessages([again]);
    await expectKept(first);
  });

  it('is that of the first of two deliveries that came in together', async () => {
    const [first, again] = deliveries();
    await spine.acceptMessages([first, again]);
    await expectKept(first);
  });

  it('does not come back when a destroyed message is delivered again', async () => {
    const [message] = deliveries();
    await spine.acceptMessages([message]);
    const destroyed = { state: 'aside', reason: { code: 'vernietigd' }, size: 0, sha256: '', raw: Buffer.alloc(0) };
    await spine.collection('messages').updateOne({ _id: message.uuid as never }, { $set: destroyed });
    for (const name of ['files', 'chunks'])
      await spine
        .collection(`bestanden.${name}`)
        .deleteMany({ [name === 'files' ? '_id' : 'files_id']: message.uuid as never });
    await spine.acceptMessages([message]);
    expect(await spine.collection('bestanden.files').countDocuments({ _id: message.uuid as never })).toBe(0);
  });
});

describe('the document of a klantcontact', () => {
  it.each([0, 10])(
    'is that of the attempt that was committed, whatever a slower one stores later (%i)',
    async (more) => {
      const message = newMessage('Twee pogingen', (place += 1));
      await spine.acceptMessages([message]);
      const [winner, loser] = [randomBytes(1_000), randomBytes(1_000 + more)];
      let hasCommitted: () => void = () => undefined;
      const committed = new Promise<void>((resolve) => (hasCommitted = resolve));
      const late = createRegisterContacts({
        ...spine,
        documents: {
          ...spine.documents,
          put: async (...file) => {
            await committed;
            await spine.documents.put(...file);
          },
        },
        triage: createRuleTriage([]),
        settings,
        clock: { now: () => new Date() },
        log: silentLog,
      });
      const entry = (bytes: Uint8Array) => [
        { key: message.key, channel: 'email' as const, messages: [message.uuid], contacten: [contactWith(bytes)] },
      ];
      const slow = late(entry(loser));
      await spine.registerContacts(entry(winner));
      hasCommitted();
      await slow;
      const [stored] = await spine.messages.find([message.uuid], { raw: false });
      const uuid = stored?.klantcontacten[0]?.uuid ?? '';
      const bijlage = await spine.collection('bijlagen').findOne({ wasBijlageVanKlantcontact: uuid });
      const { objectId } = bijlage?.['bijlageidentificator'] as { objectId: string };
      const object = await spine.collection('informatieobjecten').findOne({ _id: objectId as never });
      const { id } = object?.['plaats'] as { id: string };
      expect(sha256Of(await spine.documents.read(id))).toBe(object?.['sha256']);
      expect(object?.['sha256']).toBe(sha256Of(winner));
    },
  );
});

function contactWith(bytes: Uint8Array): InboundMessage {
  return {
    kanaal: 'email',
    onderwerp: 'Met bijlage',
    vertrouwelijk: false,
    plaatsgevondenOp: new Date('2026-11-20T09:15:00Z'),
    betrokkenen: [{ rol: 'klant', initiator: true, digitaleAdressen: [] }],
    actor: { automaat: 'email' },
    documenten: [
      {
        rol: 'bijlage',
        bestandsnaam: 'foto.jpg',
        formaat: 'image/jpeg',
        bron: { kind: 'bytes', bytes, sha256: sha256Of(bytes) },
      },
    ],
    onderwerpobjecten: [],
    triage: { tekst: 'Met bijlage' },
  };
}
