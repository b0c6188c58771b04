import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReleaseParked } from '#application/release-parked.ts';
import { createReopenMessage } from '#application/reopen-message.ts';
import type { MessageStore } from '#application/ports/message-store.ts';
import { toReferences } from '#domain/inbound-message/reference.ts';
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

  const unfinished = async (message: { uuid: string }) => {
    const { jobId, reason, finishedAt } = (await read(message)) ?? {};
    return [jobId, reason, finishedAt];
  };
  /** What people do, on this ledger. Their tasks are closed in the same commit. */
  const people = (vierOgen = false) => {
    const taken = { change: () => Promise.resolve(undefined) };
    const deps = { parked: ledger.parked, taken, clock: { now: () => at }, vierOgen: () => vierOgen };
    return { ...createReleaseParked(deps), ...createReopenMessage(deps) };
  };

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
    expect(await ledger.messages.findLocations([again.location, 'elders'])).toEqual(new Map([[again.location, 7]]));
    expect(new TextDecoder().decode(await ledger.messages.readRaw(message.uuid))).toBe('Bericht');
  });

  it('know which ids belong to a message that is still open', async () => {
    const [open, done] = [await accepted(), await inState('registered')];
    const names = toReferences('email', [...open.aliases, ...done.aliases, 'onbekend@elders.example']);
    const [name] = names;
    expect(await ledger.messages.findOpenNames(names, [])).toEqual(new Set([name]));
    expect(await ledger.messages.findOpenNames(names, [open.uuid])).toEqual(new Set());
    // The same id in another channel is another id.
    expect(await ledger.messages.findOpenNames(toReferences('whatsapp', open.aliases), [])).toEqual(new Set());
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

  it('take only a parked message back to open, and lay only a parked one aside', async () => {
    for (const state of ['open', 'registered', 'aside'] as const) {
      const { uuid } = await inState(state);
      expect(await people().retry(uuid, 'anna')).toEqual({ kind: 'not-parked', state });
      expect(await people().discard(uuid, 'reclame', 'anna')).toEqual({ kind: 'not-parked', state });
      expect((await read({ uuid }))?.state).toBe(state);
    }
    const released = await inState('parked');
    expect(await people().retry(released.uuid, 'anna')).toEqual({ kind: 'released' });
    expect(await read(released)).toMatchObject({ state: 'open', internetaken: [], attempts: 0 });
    expect(await unfinished(released)).toEqual([undefined, undefined, undefined]);
    const discarded = await inState('parked');
    expect(await people().discard(discarded.uuid, 'reclame', 'anna')).toEqual({ kind: 'released' });
    expect(await read(discarded)).toMatchObject({
      state: 'aside',
      reason: { code: 'verworpen', detail: 'reclame' },
    });
  });

  it('take only what is aside back by reopening it, with who and why, and a mark that goes before the rules', async () => {
    for (const state of ['open', 'registered', 'parked'] as const) {
      const { uuid } = await inState(state);
      expect(await people().reopen(uuid, 'toch een vraag', 'anna')).toEqual({ kind: 'not-aside', state });
      expect((await read({ uuid }))?.state).toBe(state);
    }
    const message = await inState('aside');
    expect(await people().reopen(message.uuid, 'toch een vraag', 'anna')).toEqual({ kind: 'reopened' });
    expect(await unfinished(message)).toEqual([undefined, undefined, undefined]);
    const { state, herstel, steps } = (await read(message)) ?? {};
    expect([state, steps?.at(-1)?.step]).toEqual(['open', 'heropend']);
    expect(herstel?.tochRegistreren).toEqual({ was: 'bounce' });
    expect(herstel?.wijzigingen).toMatchObject([{ door: 'anna', handeling: 'heropend', reden: 'toch een vraag' }]);
    expect(await people().reopen(message.uuid, 'nog eens', 'bram')).toEqual({ kind: 'not-aside', state: 'open' });
    // An attempt that read it before the person did, and is late.
    await ledger.messages.setAside(message.uuid, { code: 'bounce' }, at);
    expect((await read(message))?.state).toBe('open');
  });

  it('bring back what a person discarded without that mark: the rules judge it as if it had just come in', async () => {
    const message = await inState('parked');
    await people().discard(message.uuid, 'reclame', 'anna');
    expect(await people().reopen(message.uuid, 'vergissing', 'bram')).toEqual({ kind: 'reopened' });
    const { state, herstel } = (await read(message)) ?? {};
    expect([state, herstel?.tochRegistreren]).toEqual(['open', undefined]);
    expect(herstel?.wijzigingen.map(({ handeling }) => handeling)).toEqual(['weggelegd', 'heropend']);
    const { uuid } = await sampleParking(ledger.register, message, 'mail-empty');
    expect([await ledger.taakStatus(uuid), (await read(message))?.state]).toEqual(['te_verwerken', 'parked']);
  });

  it('ask for two people to undo a discard where discarding asks for two', async () => {
    const message = await inState('parked');
    await people().discard(message.uuid, 'reclame', 'anna');
    const careful = people(true);
    expect(await careful.reopen(message.uuid, 'vergissing', 'anna')).toEqual({ kind: 'proposed' });
    expect(await careful.reopen(message.uuid, '', 'opdrachtregel:anna')).toMatchObject({ kind: 'needs-another' });
    expect((await read(message))?.state).toBe('aside');
    expect(await careful.reopen(message.uuid, '', 'bram')).toEqual({ kind: 'reopened' });
    const last = (await read(message))?.herstel;
    expect([last?.heropenVoorstel, last?.wijzigingen.at(-1)]).toMatchObject([undefined, { reden: 'vergissing' }]);
    const byRule = await inState('aside');
    expect(await careful.reopen(byRule.uuid, 'toch een vraag', 'anna')).toEqual({ kind: 'reopened' });
  });

  it('keep one task for a message that is parked, released and parked again, and open it again', async () => {
    const message = await inState('parked');
    await people().retry(message.uuid, 'anna');
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
    const [name, unknown] = toReferences('email', [...message.aliases, 'onbekend@elders.example']);
    if (name === undefined || unknown === undefined) throw new Error('a mail has a name');
    const earlier = await ledger.register.findEarlier([unknown, name]);
    expect(earlier.get(name)).toMatchObject([{ klantcontact: contact?.uuid, isOurs: false }]);
    expect(earlier.get(unknown) ?? []).toEqual([]);
    const elsewhere = await ledger.register.findEarlier(toReferences('whatsapp', message.aliases));
    expect([...elsewhere.values()].flat()).toEqual([]);
    expect(toReferences('email', [contact?.nummer ?? ''])).toEqual([]);
    const nummers = await Promise.all([1, 2, 3].map(() => ledger.register.reserveNummers('klantcontact', 2)));
    expect(new Set(nummers.flat()).size).toBe(6);
  });

  it('list what is open in one pass, with its job, of a channel or of all', async () => {
    const messages = [await accepted(), await accepted(), await inState('parked')];
    await ledger.messages.setJob([messages[0]?.uuid ?? ''], 'job-9');
    const later = new Date(Date.now() + 60_000);
    const listed = async (...asked: Parameters<MessageStore['listOpen']>) =>
      (await Array.fromAsync(ledger.messages.listOpen(...asked))).flat();
    const open = await listed(later);
    const seen = new Map(open.map(({ uuid, jobId }) => [uuid, jobId]));
    expect(seen.size).toBe(open.length);
    expect(messages.map(({ uuid }) => seen.get(uuid))).toEqual(['job-9', 'job-1', undefined]);
    expect(await listed(later, 'email')).toEqual(open);
    expect(await listed(later, 'whatsapp')).toEqual([]);
    expect(await listed(new Date(0))).toEqual([]);
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
