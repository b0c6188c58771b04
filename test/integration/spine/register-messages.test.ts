import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSpine, newMessage } from '#test/support/spine/create-spine.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
let spine: Awaited<ReturnType<typeof createSpine>>;
beforeAll(async () => {
  spine = await createSpine(stores);
});
afterAll(() => spine.close());

const stateOf = async (uuid: string) => (await spine.messages.find([uuid], { raw: false }))[0];

describe('an accepted message', () => {
  it('becomes one complete unit in one commit, however often it is registered', async () => {
    const message = newMessage('Vraag over afval', 1);
    await spine.acceptMessages([message]);
    await Promise.all([
      spine.registerMessages('email', [message.uuid]),
      spine.registerMessages('email', [message.uuid]),
    ]);
    await spine.registerMessages('email', [message.uuid]);
    const stored = await stateOf(message.uuid);
    expect(stored).toMatchObject({ state: 'registered', klantcontacten: [{}], internetaken: [{}] });
    const uuid = stored?.klantcontacten[0]?.uuid;
    const count = (name: string, field: string) => spine.collection(name).countDocuments({ [field]: uuid });
    expect(await count('betrokkenen', 'hadKlantcontact')).toBe(1);
    expect(await count('actorklantcontacten', 'klantcontact')).toBe(1);
    expect(await count('bijlagen', 'wasBijlageVanKlantcontact')).toBe(1);
    expect(await count('internetaken', 'aanleidinggevendKlantcontact')).toBe(1);
    expect(await count('taakdossiers', 'klantcontact')).toBe(1);
    expect(await spine.collection('audit').countDocuments({ 'objecten.uuid': uuid })).toBe(1);
  });

  it('is tied to its question when both waited in one folder, whichever comes first', async () => {
    const question = newMessage('Vraag met vervolg', 40);
    const replies = [newMessage('Re: 40', 41), newMessage('Re: 40', 42)] as const;
    const messages = [replies[0], question, replies[1]];
    await spine.acceptMessages(messages);
    await spine.registerMessages(
      'email',
      messages.map(({ uuid }) => uuid),
    );
    const asked = (await stateOf(question.uuid))?.klantcontacten[0]?.uuid;
    for (const reply of replies) {
      const klantcontact = (await stateOf(reply.uuid))?.klantcontacten[0]?.uuid;
      const tied = await spine.collection('onderwerpobjecten').findOne({ klantcontact });
      expect(tied?.['wasKlantcontact']).toBe(asked);
    }
  });

  it('waits for its question when another worker has that, and is tied to it; its neighbours do not wait', async () => {
    const [question, reply, other] = [newMessage('Vraag elders', 50), newMessage('Re: 50', 51), newMessage('Los', 52)];
    const again = newMessage('Re: 51', 53);
    await spine.acceptMessages([question, reply, other, again]);
    const together = [again.uuid, reply.uuid, other.uuid];
    await expect(spine.registerMessages('email', together)).rejects.toMatchObject({
      kind: 'transient',
      cause: { code: 'question-under-way' },
    });
    expect([(await stateOf(reply.uuid))?.state, (await stateOf(other.uuid))?.state]).toEqual(['open', 'registered']);
    await spine.registerMessages('email', [question.uuid]);
    await spine.registerMessages('email', together);
    const contactOf = async ({ uuid }: { uuid: string }) => (await stateOf(uuid))?.klantcontacten[0]?.uuid;
    for (const [answer, asked] of [
      [reply, question],
      [again, reply],
    ] as const) {
      const klantcontact = await contactOf(answer);
      const tied = await spine.collection('onderwerpobjecten').findOne({ klantcontact });
      expect(tied?.['wasKlantcontact']).toBe(await contactOf(asked));
    }
  });

  it.each([
    ['longer than a minute', -61_000, 60],
    ['since a moment that a clock which ran ahead wrote down', 86_400_000, 62],
  ])('does not wait for its question %s', async (_, since, place) => {
    const [question, reply] = [newMessage('Vraag die blijft liggen', place), newMessage(`Re: ${place}`, place + 1)];
    await spine.acceptMessages([question, reply]);
    await expect(spine.registerMessages('email', [reply.uuid])).rejects.toMatchObject({ kind: 'transient' });
    await spine
      .collection('messages')
      .updateOne(
        { _id: reply.uuid as never, 'steps.step': 'wacht-op-vraag' },
        { $set: { 'steps.$.op': new Date(Date.now() + since) } },
      );
    await spine.registerMessages('email', [reply.uuid]);
    expect((await stateOf(reply.uuid))?.state).toBe('registered');
  });

  it('is known when it is delivered again, and keeps the place of the second delivery', async () => {
    const message = newMessage('Nog een keer', 2);
    const [first] = await spine.acceptMessages([message]);
    const [second] = await spine.acceptMessages([{ ...message, location: 'info/INBOX/2/7' }]);
    expect([first?.isNew, second?.isNew]).toEqual([true, false]);
    expect(await spine.messages.findLocations(['info/INBOX/2/7', 'info/INBOX/2/8'])).toEqual(
      new Map([['info/INBOX/2/7', message.raw.byteLength]]),
    );
  });

  it('that hangs, eats memory or kills its reader is parked with a task, and its neighbours are registered', async () => {
    const texts = ['Goed 1', 'hang', 'Goed 2', 'memory', 'unreadable', 'exit', 'Goed 3'];
    const messages = texts.map((text, index) => newMessage(text, 10 + index));
    await spine.acceptMessages(messages);
    await spine.registerMessages(
      'email',
      messages.map(({ uuid }) => uuid),
    );
    const states = await Promise.all(messages.map(async ({ uuid }) => (await stateOf(uuid))?.state));
    expect(states).toEqual(['registered', 'parked', 'registered', 'parked', 'parked', 'parked', 'registered']);
    const reasons = await Promise.all(
      [1, 3, 4, 5].map(async (at) => (await stateOf(messages[at]?.uuid ?? ''))?.reason?.code),
    );
    expect(reasons).toEqual(['reader-timeout', 'reader-out-of-memory', 'mail-empty', 'reader-crashed']);
    expect(await spine.collection('taakdossiers').countDocuments({ soort: 'herstel', status: 'te_verwerken' })).toBe(4);
  });

  it('that is deliberately not registered stays aside with its reason', async () => {
    const message = newMessage('aside', 30);
    await spine.acceptMessages([message]);
    await spine.registerMessages('email', [message.uuid]);
    expect(await stateOf(message.uuid)).toMatchObject({
      state: 'aside',
      reason: { code: 'bounce' },
      klantcontacten: [],
    });
  });

  it('that a rule routes goes to that unit, with the name of the rule, and one job waits for its unit', async () => {
    const message = newMessage('Mijn paspoort is kwijt', 31);
    await spine.acceptMessages([message]);
    await spine.registerMessages('email', [message.uuid]);
    const taak = (await stateOf(message.uuid))?.internetaken[0];
    const dossier = await spine.collection('taakdossiers').findOne({ nummer: taak?.nummer });
    expect(dossier).toMatchObject({ eenheid: 'BURG', melden: true, routering: { regel: 'paspoort' } });
    expect(await spine.jobs.findAlive([{ name: 'notify-taak', id: `taak-${taak?.uuid ?? ''}` }])).toHaveLength(1);
  });

  it('that is one of many replies is tied to its own question, also when somebody sends one id a hundred times', async () => {
    const questions = [0, 1, 2, 3, 4].map((index) => newMessage(`Vraag ${index}`, 400 + index));
    // Somebody who sends the same Message-ID again and again, with other contents.
    const copies = Array.from({ length: 120 }, (_, index) => ({
      ...newMessage(`Kopie ${index}`, 500 + index),
      aliases: ['400@voorbeeld.example'],
    }));
    for (const some of [questions, copies]) {
      await spine.acceptMessages(some);
      await spine.registerMessages(
        'email',
        some.map(({ uuid }) => uuid),
      );
    }
    const replies = questions.map((_, index) => newMessage(`Re: ${400 + index}`, 700 + index));
    await spine.acceptMessages(replies);
    await spine.registerMessages(
      'email',
      replies.map(({ uuid }) => uuid),
    );
    for (const [index, { uuid }] of replies.entries()) {
      if (index === 0) continue;
      const contact = (await stateOf(uuid))?.klantcontacten[0]?.uuid ?? '';
      const question = (await stateOf(questions[index]?.uuid ?? ''))?.klantcontacten[0]?.uuid;
      const subject = await spine.collection('onderwerpobjecten').findOne({ klantcontact: contact });
      expect(subject?.['wasKlantcontact'], String(index)).toBe(question);
    }
  });

  it('gets unique nummers of at most ten digits when many are registered at once', async () => {
    const messages = Array.from({ length: 60 }, (_, index) => newMessage(`Bericht ${index}`, 100 + index));
    await spine.acceptMessages(messages);
    const thirds = [0, 1, 2].map((part) => messages.filter((_, index) => index % 3 === part).map(({ uuid }) => uuid));
    await Promise.all(thirds.map((uuids) => spine.registerMessages('email', uuids)));
    const stored = await spine.messages.find(
      messages.map(({ uuid }) => uuid),
      { raw: false },
    );
    const nummers = stored.map(({ klantcontacten }) => klantcontacten[0]?.nummer ?? '');
    expect(new Set(nummers).size).toBe(60);
    expect(nummers.every((nummer) => /^[1-9][0-9]{0,9}$/.test(nummer))).toBe(true);
  });

  it('is registered after all when Redis lost its job', async () => {
    const message = newMessage('Redis leeg', 200);
    await spine.acceptMessages([message]);
    await stores.emptyRedis();
    expect(await spine.reconcile()).toBeGreaterThanOrEqual(1);
    const jobId = (await stateOf(message.uuid))?.jobId ?? '';
    expect(await spine.jobs.findAlive([{ name: 'register-email', id: jobId }])).toEqual(new Set([jobId]));
    expect(await spine.reconcile()).toBe(0);
  });

  it('keeps bytes that are too large for its own document in GridFS, byte for byte', async () => {
    const message = { ...newMessage('groot', 300), raw: new Uint8Array(3_000_000).fill(97) };
    await spine.acceptMessages([message]);
    expect(Buffer.from(await spine.messages.readRaw(message.uuid)).equals(Buffer.from(message.raw))).toBe(true);
    const [stored] = await spine.messages.find([message.uuid], { raw: true });
    expect(stored?.raw?.byteLength).toBe(3_000_000);
  });
});
