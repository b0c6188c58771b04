import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createParkedWorld, type ParkedWorld } from '#test/support/parked/create-parked-world.ts';
import { createSpine, newMessage } from '#test/support/spine/create-spine.ts';

const stores = isolatedStores();
let world: ParkedWorld;
let careful: ParkedWorld;
let plain: ParkedWorld;
let places = 0;
beforeAll(async () => {
  world = await createParkedWorld(stores);
  careful = await createParkedWorld(stores, { vierOgen: true });
  plain = await createParkedWorld(stores, { transactions: false });
});
afterAll(() => Promise.all([world.close(), careful.close(), plain.close()]));

describe('nothing leaves the parked state by itself', () => {
  it('not by the reconciler, late work, the same message again, or a restart', async () => {
    const message = await world.parkOne();
    const { uuid } = message;
    const before = await world.messageOf(uuid);
    await world.reconcile();
    await world.registerMessages('email', [uuid]);
    await world.acceptMessages([{ ...message, location: 'info/INBOX/2/99' }]);
    const restarted = await createSpine(stores);
    await restarted.reconcile();
    await restarted.registerMessages('email', [uuid]);
    await restarted.close();
    const { steps, locations, ...after } = await world.messageOf(uuid);
    expect(after).toMatchObject({ state: 'parked', reason: before.reason, finishedAt: before.finishedAt });
    expect([locations.length, steps.at(-1)?.step]).toEqual([2, 'opnieuw-bezorgd']);
    expect((await world.taakOf(uuid))?.status).toBe('te_verwerken');
  });

  it('and no repair takes it out: bytes and fields wait for the word of a person', async () => {
    const { uuid } = await world.parkOne();
    await world.repair.replaceBytes(uuid, readable('Leesbaar'), { door: 'anna', reden: 'leeg' });
    await world.repair.overrideFields(uuid, { onderwerp: 'Ingevuld' }, { door: 'anna', reden: '' });
    await world.reconcile();
    await world.registerMessages('email', [uuid]);
    expect((await world.messageOf(uuid)).state).toBe('parked');
  });
});

describe('offering a parked message again', () => {
  it('puts its job on the queue at once, and closes the task in the same commit', async () => {
    const { uuid } = await world.parkOne();
    expect(await world.release.retry(uuid, 'anna')).toEqual({ kind: 'released' });
    const { state, jobId = '' } = await world.messageOf(uuid);
    expect(state).toBe('open');
    expect((await world.jobs.findAlive([{ name: 'register-email', id: jobId }])).has(jobId)).toBe(true);
    expect(await world.taakOf(uuid)).toMatchObject({ status: 'verwerkt', afhandeling: 'hersteld' });
  });

  it.each([2, 3, 5, 8])('%i times at once releases it once and registers it once', async (times) => {
    const { uuid } = await world.parkOne('Nu wel te lezen');
    const outcomes = await Promise.all(Array.from({ length: times }, (_, at) => world.release.retry(uuid, `p${at}`)));
    expect(outcomes.filter(({ kind }) => kind === 'released')).toHaveLength(1);
    await Promise.all([world.registerMessages('email', [uuid]), world.registerMessages('email', [uuid])]);
    await world.reconcile();
    expect(await world.messageOf(uuid)).toMatchObject({ state: 'registered' });
    expect((await world.unitOf(uuid)).contacten).toHaveLength(1);
    const offered = (await world.messageOf(uuid)).steps.filter(({ step }) => step === 'opnieuw-aangeboden');
    expect(offered).toHaveLength(1);
  });

  it('that is still unreadable is parked again, with its one task open again', async () => {
    const { uuid } = await world.parkOne();
    await world.release.retry(uuid, 'anna');
    await world.registerMessages('email', [uuid]);
    expect((await world.messageOf(uuid)).state).toBe('parked');
    expect((await world.taakOf(uuid))?.status).toBe('te_verwerken');
  });

  it('says who did it in the audit log, without a word of the message', async () => {
    const { uuid } = await world.parkOne();
    await world.release.discard(uuid, 'Lege pagina van J. Jansen', 'anna');
    const entries = await world.collection('audit').find({ 'objecten.uuid': uuid }).toArray();
    expect(entries.map(({ handeling, door }) => [handeling, door])).toEqual([
      ['bericht-geparkeerd', 'intake'],
      ['bericht-weggelegd', 'anna'],
    ]);
    expect(JSON.stringify(entries)).not.toContain('Jansen');
  });

  it('closes the task on a server without transactions too', async () => {
    const { uuid } = await plain.parkOne();
    expect(await plain.release.retry(uuid, 'anna')).toEqual({ kind: 'released' });
    expect(await plain.taakOf(uuid)).toMatchObject({ status: 'verwerkt', afhandeling: 'hersteld' });
    expect(await plain.release.retry(uuid, 'bram')).toEqual({ kind: 'not-parked', state: 'open' });
  });

  it('of something that is not there is said', async () => {
    expect(await world.release.retry(crypto.randomUUID(), 'anna')).toEqual({ kind: 'not-found' });
  });
});

describe('a message that is aside', () => {
  const asideOne = async () => {
    const message = newMessage('aside', 7_000 + (places += 1));
    await world.acceptMessages([message]);
    await world.registerMessages('email', [message.uuid]);
    expect((await world.messageOf(message.uuid)).state).toBe('aside');
    return message.uuid;
  };

  it('is registered once when a person wants it, however often it is asked, and the rules do not set it aside again', async () => {
    const uuid = await asideOne();
    const asked = await Promise.all(['anna', 'bram', 'dirk'].map((door) => world.reopen(uuid, 'een vraag', door)));
    expect(asked.map(({ kind }) => kind).toSorted()).toEqual(['not-aside', 'not-aside', 'reopened']);
    const { jobId = '' } = await world.messageOf(uuid);
    expect((await world.jobs.findAlive([{ name: 'register-email', id: jobId }])).has(jobId)).toBe(true);
    await Promise.all([world.registerMessages('email', [uuid]), world.registerMessages('email', [uuid])]);
    expect((await world.messageOf(uuid)).state).toBe('registered');
    expect((await world.unitOf(uuid)).contacten).toHaveLength(1);
    const entries = await world.collection('audit').find({ 'objecten.uuid': uuid }).toArray();
    expect(entries.map(({ handeling, door }) => [handeling, typeof door])).toEqual([['bericht-heropend', 'string']]);
  });

  it('and was discarded is parked again with its one task, and can be repaired', async () => {
    const { uuid } = await world.parkOne();
    await world.release.discard(uuid, 'reclame', 'anna');
    expect(await world.reopen(uuid, 'vergissing', 'anna')).toEqual({ kind: 'reopened' });
    await world.registerMessages('email', [uuid]);
    expect((await world.messageOf(uuid)).state).toBe('parked');
    expect((await world.taakOf(uuid))?.status).toBe('te_verwerken');
    await world.repair.replaceBytes(uuid, readable('Leesbaar'), { door: 'anna', reden: 'leeg' });
    await world.release.retry(uuid, 'anna');
    await world.registerMessages('email', [uuid]);
    expect((await world.messageOf(uuid)).state).toBe('registered');
  });
});

describe('laying a parked message aside with four eyes', () => {
  it('takes two people: the first proposes, the second confirms, and the reason is the first one’s', async () => {
    const { uuid } = await careful.parkOne();
    expect(await careful.release.discard(uuid, 'reclame', 'anna')).toEqual({ kind: 'proposed' });
    expect((await careful.messageOf(uuid)).state).toBe('parked');
    expect((await careful.taakOf(uuid))?.status).toBe('te_verwerken');
    expect(await careful.release.discard(uuid, '', 'opdrachtregel:anna')).toEqual({
      kind: 'needs-another',
      door: 'anna',
    });
    expect(await careful.release.discard(uuid, 'iets anders', 'bram')).toEqual({ kind: 'released' });
    expect(await careful.messageOf(uuid)).toMatchObject({
      state: 'aside',
      reason: { code: 'verworpen', detail: 'reclame' },
    });
    expect(await careful.taakOf(uuid)).toMatchObject({ status: 'verwerkt', afhandeling: 'afgesloten' });
  });

  it('is off the table when somebody repairs the message instead', async () => {
    const { uuid } = await careful.parkOne();
    await careful.release.discard(uuid, 'reclame', 'anna');
    await careful.repair.overrideFields(uuid, { onderwerp: 'Toch een vraag' }, { door: 'bram', reden: '' });
    expect(await careful.release.discard(uuid, 'toch niet', 'bram')).toEqual({ kind: 'proposed' });
  });
});

it('operators see how many wait per channel, and since when', async () => {
  const [count] = await world.parked.counts();
  expect(count?.channel).toBe('email');
  expect(count?.count).toBe(await world.collection('messages').countDocuments({ state: 'parked' }));
  const [oldest] = await world
    .collection('messages')
    .find({ state: 'parked' })
    .sort({ finishedAt: 1 })
    .limit(1)
    .toArray();
  expect(count?.oldest).toEqual(oldest?.['finishedAt']);
});

const readable = (text: string) => ({
  bytes: Buffer.from(text),
  bestandsnaam: 'hersteld.eml',
  mediaType: 'message/rfc822',
});
