import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createParkedWorld, type ParkedWorld } from '#test/support/parked/create-parked-world.ts';
import { newMessage } from '#test/support/spine/create-spine.ts';

const stores = isolatedStores();
let world: ParkedWorld;
beforeAll(async () => {
  world = await createParkedWorld(stores);
});
afterAll(() => world.close());

it.each<[ChannelName, Record<string, unknown>, string]>([
  ['form', { kanaal: 'telefoon' }, 'telefoon'],
  ['form', { kanaal: 'webformulier' }, 'webformulier'],
  ['form', { kanaal: 'balie' }, 'balie'],
  ['letter', {}, 'post'],
  ['email', {}, 'e-mail'],
])(
  'the task about an unreadable %s message %o says the kanaal that it came in by: %s',
  async (channel, envelope, kanaal) => {
    const message = { ...newMessage('unreadable', `${channel}-${kanaal}`.length * 1_000), channel, envelope };
    await world.acceptMessages([message]);
    await world.parkMessage(message.uuid, { code: 'mail-unreadable' });
    expect((await world.taakOf(message.uuid))?.kanaal).toBe(kanaal);
  },
);
