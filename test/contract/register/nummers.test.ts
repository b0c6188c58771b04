import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createSpine, newMessage } from '#test/support/spine/create-spine.ts';

const stores = isolatedStores();
let spine: Awaited<ReturnType<typeof createSpine>>;
beforeAll(async () => {
  spine = await createSpine(stores);
});
afterAll(() => spine.close());

describe('nummers', () => {
  it('are given once each, to all who ask at the same moment on an empty database', async () => {
    const asked = Array.from({ length: 40 }, () => spine.register.reserveNummers('klantcontact', 2));
    const nummers = (await Promise.all(asked)).flat();
    expect(new Set(nummers).size).toBe(80);
  });

  it('that another klantcontact has already cost nothing: the message stays open and is registered under the next', async () => {
    const [last = ''] = await spine.register.reserveNummers('klantcontact', 1);
    const next = String(Number(last) + 1);
    await spine.collection('klantcontacten').insertOne({ _id: 'elders' as never, nummer: next });
    const message = newMessage('Vraag met een bezet nummer', 1);
    await spine.acceptMessages([message]);
    await expect(spine.registerMessages('email', [message.uuid])).rejects.toMatchObject({ kind: 'transient' });
    const [open] = await spine.messages.find([message.uuid], { raw: false });
    expect(open).toMatchObject({ state: 'open', klantcontacten: [] });
    await spine.registerMessages('email', [message.uuid]);
    const [done] = await spine.messages.find([message.uuid], { raw: false });
    expect(done).toMatchObject({ state: 'registered', klantcontacten: [{ nummer: String(Number(next) + 1) }] });
  });
});
