import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MessageState } from '#domain/inbound-message/stored-message.schema.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { LEDGERS, type Ledger } from '#test/support/memory/ledgers.ts';
import { sampleParking, sampleRegistration } from '#test/support/memory/sample-unit.ts';
import { newMessage } from '#test/support/spine/create-spine.ts';

const stores = isolatedStores();
const at = new Date('2026-11-20T10:00:00Z');
let place = 1_000;

describe.each(Object.entries(LEDGERS))('the ledger and the register in %s', (_name, open) => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await open(stores);
  });
  afterAll(() => ledger.close());

  const accepted = async () => {
    const message = newMessage('Bericht', (place += 1));
    await ledger.messages.accept([message], 'job-1');
    return message;
  };
  const read = async ({ uuid }: { uuid: string }) => (await ledger.messages.find([uuid], { raw: false }))[0];

  /** Every way in which a message leaves `open`. */
  const inState = async (state: MessageState) => {
    const message = await accepted();
    if (state === 'registered')
      await ledger.register.saveRegistrations([await sampleRegistration(ledger.register, message)]);
    if (state === 'aside') await ledger.messages.setAside(message.uuid, { code: 'bounce' }, at);
    if (state === 'parked') await sampleParking(ledger.register, message, 'mail-empty');
    expect((await read(message))?.state).toBe(state);
    return message;
  };

  it('keep an accepted message once, with every place where it was delivered', async () => {
    const message = await accepted();
    const again = { ...message, location: `${message.location}-nogmaals` };
    expect(await ledger.messages.accept([again, again], 'job-2')).toEqual([
      { uuid: message.uuid, isNew: false },
      { uuid: message.uuid, isNew: false },
    ]);
    expect(await ledger.count('messages', message.uuid)).toBe(1);
    expect(await read(message)).toMatchObject({ state: 'open', jobId: 'job-1', attempts: 0 });
    expect((await read(message))?.locations).toEqual([message.location, again.location]);
    expect(await ledger.messages.findLocations([again.location, 'elders'])).toEqual(new Set([again.location]));
    expect(new TextDecoder().decode(await ledger.messages.readRaw(message.uuid))).toBe('Bericht');
  });

  it.each(['registered', 'parked', 'aside'] as const)(
    'leave a message that is %s as it is when late work comes',
    async (state) => {
      const message = await inState(state);
      const before = await read(message);
      const late = await sampleRegistration(ledger.register, message);
      const save = ledger.register.saveRegistrations([late]);
      if (state === 'registered') expect(await save).toBe(true);
      else await expect(save).rejects.toMatchObject({ kind: 'transient', code: 'message-not-open' });
      await ledger.messages.setAside(message.uuid, { code: 'auto-reply' }, at);
      await sampleParking(ledger.register, message, 'unexpected');
      expect(await read(message)).toEqual(before);
      const contact = late.units[0]?.klantcontact.uuid ?? '';
      expect(await ledger.count('klantcontacten', contact)).toBe(state === 'registered' ? 1 : 0);
    },
  );

  it('take only a parked message back to open, and lay only a parked one aside for good', async () => {
    const aside = { state: 'aside', reason: { code: 'verworpen' } } as const;
    for (const state of ['open', 'registered', 'aside'] as const) {
      const { uuid } = await inState(state);
      expect(await ledger.messages.unpark(uuid, { state: 'open' }, at)).toBe(false);
      expect(await ledger.messages.unpark(uuid, aside, at)).toBe(false);
      expect((await read({ uuid }))?.state).toBe(state);
    }
    const released = await inState('parked');
    expect(await ledger.messages.unpark(released.uuid, { state: 'open' }, at)).toBe(true);
    const open = await read(released);
    expect(open).toMatchObject({ state: 'open', internetaken: [], attempts: 0 });
    expect([open?.jobId, open?.reason, open?.finishedAt]).toEqual([undefined, undefined, undefined]);
    const discarded = await inState('parked');
    expect(await ledger.messages.unpark(discarded.uuid, aside, at)).toBe(true);
    expect(await read(discarded)).toMatchObject({ state: 'aside', reason: aside.reason });
  });

  it('keep one task for a message that is parked, released and parked again, and open it again', async () => {
    const message = await inState('parked');
    await ledger.messages.unpark(message.uuid, { state: 'open' }, at);
    const { uuid } = await sampleParking(ledger.register, message, 'mail-empty');
    expect(await ledger.count('taakdossiers', uuid)).toBe(1);
    expect(await ledger.taakStatus(uuid)).toBe('te_verwerken');
    expect(await read(message)).toMatchObject({ state: 'parked', internetaken: [{ uuid }] });
  });

  it('write nothing of a list in which one stands registered already, and complete it when it comes alone', async () => {
    const [known, fresh] = [await inState('registered'), await accepted()];
    const registrations = [
      await sampleRegistration(ledger.register, fresh),
      await sampleRegistration(ledger.register, known),
    ] as const;
    expect(await ledger.register.saveRegistrations(registrations)).toBe(false);
    expect((await read(fresh))?.state).toBe('open');
    expect(await ledger.count('klantcontacten', registrations[0].units[0]?.klantcontact.uuid ?? '')).toBe(0);
    const before = await read(known);
    for (const one of registrations) expect(await ledger.register.saveRegistrations([one])).toBe(true);
    expect((await read(fresh))?.state).toBe('registered');
    expect(await read(known)).toEqual(before);
  });

  it('write nothing of a list in which one was parked in the meantime', async () => {
    const [parked, fresh] = [await inState('parked'), await accepted()];
    const registrations = [
      await sampleRegistration(ledger.register, fresh),
      await sampleRegistration(ledger.register, parked),
    ] as const;
    await expect(ledger.register.saveRegistrations(registrations)).rejects.toMatchObject({ code: 'message-not-open' });
    expect((await read(fresh))?.state).toBe('open');
    for (const { units } of registrations)
      expect(await ledger.count('klantcontacten', units[0]?.klantcontact.uuid ?? '')).toBe(0);
  });

  it('give a nummer once, and name a registered message by it', async () => {
    const message = await inState('registered');
    const [contact] = (await read(message))?.klantcontacten ?? [];
    const [found] = await ledger.messages.trace(contact?.nummer ?? '');
    expect(found?.uuid).toBe(message.uuid);
    expect(await ledger.register.findKlantcontactByAlias([`<${message.aliases[0] ?? ''}>`])).toEqual(contact);
    const nummers = await Promise.all([1, 2, 3].map(() => ledger.register.reserveNummers('klantcontact', 2)));
    expect(new Set(nummers.flat()).size).toBe(6);
  });

  it('list what is open page by page, with its job', async () => {
    const messages = [await accepted(), await accepted(), await inState('parked')];
    await ledger.messages.setJob([messages[0]?.uuid ?? ''], 'job-9');
    const later = new Date(Date.now() + 60_000);
    const seen = new Map<string, string | undefined>();
    for (let after: string | undefined; ;) {
      const page = await ledger.messages.listOpen(later, after, 1);
      const [one] = page;
      if (one === undefined) break;
      seen.set(one.uuid, one.jobId);
      after = one.uuid;
    }
    expect(messages.map(({ uuid }) => seen.get(uuid))).toEqual(['job-9', 'job-1', undefined]);
    expect(await ledger.messages.listOpen(new Date(0), undefined, 10)).toEqual([]);
    const counts = await ledger.messages.count();
    expect(counts.open).toBe(seen.size);
    expect((await ledger.messages.list({ state: 'parked', limit: 1 })).map(({ state }) => state)).toEqual(['parked']);
  });

  it('count attempts and keep steps', async () => {
    const message = await accepted();
    expect([
      await ledger.messages.countAttempt(message.uuid),
      await ledger.messages.countAttempt(message.uuid),
    ]).toEqual([1, 2]);
    await ledger.messages.addStep([message.uuid], { op: at, step: 'gelezen' });
    expect((await read(message))?.steps.map(({ step }) => step)).toEqual(['ontvangen', 'aangenomen', 'gelezen']);
  });
});
