import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createExpandPayloads } from '#application/expand-payloads.ts';
import { createFinishConversation } from '#application/finish-conversation.ts';
import { createParkMessage } from '#application/park-message.ts';
import type { ConversationStore } from '#application/ports/conversation-store.ts';
import type { PayloadStore } from '#application/ports/payload-store.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { noMetrics, silentLog } from '#test/support/spine/create-spine.ts';
import { createWhatsapp, type Whatsapp } from '#test/support/whatsapp/create-whatsapp.ts';
import { payloadOf, text } from '#test/support/whatsapp/payloads.ts';
import { settings as registerSettings } from '#test/support/spine/register-settings.ts';

const stores = isolatedStores();
let whatsapp: Whatsapp;
beforeAll(async () => {
  whatsapp = await createWhatsapp(stores);
});
afterAll(() => whatsapp.close());

class Killed extends Error {}
const kill = () => Promise.reject(new Killed('kill -9'));
const from = '31611111111';
let place = 0;

/** Two messages in one delivery; answers their wamids. */
async function receive(): Promise<[string, string]> {
  const seconds = Math.floor(whatsapp.clock.at / 1_000);
  const ids: [string, string] = [`wamid.crash.${(place += 1)}`, `wamid.crash.${(place += 1)}`];
  const [one, two] = ids;
  expect(
    await whatsapp.receive(
      payloadOf([text(one, seconds, `een ${one}`, from), text(two, seconds + 1, 'twee', from)], { from }),
    ),
  ).toEqual({ status: 200 });
  return ids;
}

/** Redis emptied, the process new: only what MongoDB holds is left. */
async function restart() {
  whatsapp.jobs.length = 0;
  await whatsapp.reconcile();
  await whatsapp.runJobs();
  whatsapp.clock.at += 600_000;
  await whatsapp.reconcile();
  await whatsapp.runJobs();
}

async function expectOnce([one, two]: [string, string]) {
  const [first] = await whatsapp.messages.trace(one);
  const [second] = await whatsapp.messages.trace(two);
  expect(first).toMatchObject({ state: 'registered', klantcontacten: [{}], internetaken: [{}] });
  expect(second?.klantcontacten).toEqual(first?.klantcontacten);
  const contacts = await whatsapp
    .collection('klantcontacten')
    .find({ inhoud: `een ${one}\ntwee` })
    .toArray();
  expect(contacts).toHaveLength(1);
  const klantcontact = contacts[0]?._id as never;
  expect(await whatsapp.collection('internetaken').countDocuments({ aanleidinggevendKlantcontact: klantcontact })).toBe(
    1,
  );
  expect(await whatsapp.collection('betrokkenen').countDocuments({ hadKlantcontact: klantcontact })).toBe(1);
  expect(await whatsapp.payloads.listOpen(new Date(8e15), 1)).toEqual([]);
}

const expandWith = (
  changes: Partial<Pick<Parameters<typeof createExpandPayloads>[0], 'joinMessages' | 'payloads' | 'acceptMessages'>>,
) =>
  createExpandPayloads({
    payloads: whatsapp.payloads,
    reader: whatsapp.reader,
    acceptMessages: whatsapp.acceptMessages,
    messages: whatsapp.messages,
    joinMessages: whatsapp.joinMessages,
    parkMessage: createParkMessage({
      messages: whatsapp.messages,
      register: whatsapp.spine.register,
      settings: registerSettings,
      clock: whatsapp.clock,
      metrics: noMetrics,
    }),
    deliveryStates: whatsapp.deliveryStates,
    metrics: noMetrics,
    log: silentLog,
    ...changes,
  });
const payloadsOf = () =>
  whatsapp.jobs.flatMap(({ name, data }) =>
    name === 'expand-payload' ? (data as { payloads: string[] }).payloads : [],
  );
const withConversations = (changes: Partial<ConversationStore>) =>
  createFinishConversation({ ...whatsapp.finishDeps, conversations: { ...whatsapp.conversations, ...changes } });

describe('kill -9 loses nothing and doubles nothing', () => {
  it('after the delivery is stored, before its job', async () => {
    const ids = await receive();
    await restart();
    await expectOnce(ids);
  });

  it('while messages are being accepted', async () => {
    const ids = await receive();
    const acceptFirst: typeof whatsapp.acceptMessages = async (messages) => {
      await whatsapp.acceptMessages(messages.slice(0, 1));
      return kill();
    };
    await expect(expandWith({ acceptMessages: acceptFirst }).expand(payloadsOf())).rejects.toThrow();
    await restart();
    await expectOnce(ids);
  });

  it('after messages are accepted, before they join a conversation', async () => {
    const ids = await receive();
    await expect(expandWith({ joinMessages: kill }).expand(payloadsOf())).rejects.toThrow();
    await restart();
    await expectOnce(ids);
  });

  it('after they joined, before the delivery is closed', async () => {
    const ids = await receive();
    const payloads: PayloadStore = { ...whatsapp.payloads, close: kill };
    await expect(expandWith({ payloads }).expand(payloadsOf())).rejects.toThrow();
    await restart();
    await expectOnce(ids);
  });

  it('after a conversation was opened and before the first message joined it', async () => {
    const ids = await receive();
    await whatsapp.runJobs(whatsapp.clock.at);
    const conversations = whatsapp.collection('conversations');
    await conversations.updateOne({ sender: from, state: 'open' }, { $set: { messages: [] } });
    await restart();
    await expectOnce(ids);
  });

  it('after the conversation was sealed, before it was let go of', async () => {
    const ids = await receive();
    await whatsapp.runJobs(whatsapp.clock.at);
    const sealed = { state: 'finishing', sealedAt: whatsapp.clock.now() };
    await whatsapp.collection('conversations').updateOne({ sender: from, state: 'open' }, { $set: sealed });
    const later = await receive();
    await whatsapp.runJobs(whatsapp.clock.at);
    await restart();
    await expectOnce(ids);
    await expectOnce(later);
  });

  it('after the klantcontact was registered, before the conversation was finished', async () => {
    const ids = await receive();
    await whatsapp.runJobs(whatsapp.clock.at);
    const [open] = await whatsapp.conversations.listOpen(1);
    whatsapp.clock.at += 300_000;
    await expect(withConversations({ finish: kill }).finish(open?.uuid ?? '')).rejects.toThrow(Killed);
    await restart();
    await expectOnce(ids);
  });

  it('and two workers that finish the same conversation at once register it once', async () => {
    const ids = await receive();
    await whatsapp.runJobs(whatsapp.clock.at);
    const [open] = await whatsapp.conversations.listOpen(1);
    whatsapp.clock.at += 300_000;
    await Promise.all(Array.from({ length: 4 }, () => whatsapp.finishConversation.finish(open?.uuid ?? '')));
    await expectOnce(ids);
  });

  it('and the same delivery expanded four times at once gives each message one place', async () => {
    const ids = await receive();
    const uuids = payloadsOf();
    await Promise.all(Array.from({ length: 4 }, () => whatsapp.expandPayloads.expand(uuids)));
    await whatsapp.runJobs();
    await expectOnce(ids);
  });
});

describe('silence', () => {
  it('counts only when no unread delivery lies in between', async () => {
    const [one] = await receive();
    await whatsapp.runJobs(whatsapp.clock.at);
    const [open] = await whatsapp.conversations.listOpen(1);
    whatsapp.clock.at += 100_000;
    await receive();
    const unread = whatsapp.jobs.splice(0);
    whatsapp.clock.at += 250_000;
    await whatsapp.finishConversation.finish(open?.uuid ?? '');
    expect((await whatsapp.messages.trace(one))[0]?.state).toBe('open');
    whatsapp.jobs.push(...unread);
    await whatsapp.runJobs(whatsapp.clock.at);
    expect(await whatsapp.conversations.find(open?.uuid ?? '')).toMatchObject({
      state: 'open',
      messages: [{}, {}, {}, {}].map(() => expect.any(String)),
    });
    await whatsapp.runJobs();
  });
});

describe('a parked message', () => {
  it('that a person wants tried again comes back through the reconciler', async () => {
    const raw = new TextEncoder().encode('{"entry": [oeps');
    await whatsapp.receive(raw);
    await whatsapp.runJobs();
    const [parked] = await whatsapp.messages.list({ channel: 'whatsapp', state: 'parked' });
    const messages = whatsapp.collection('messages');
    const repaired = payloadOf([text('wamid.hersteld', Math.floor(whatsapp.clock.at / 1_000), 'hersteld', from)], {
      from,
    });
    await messages.updateOne({ _id: parked?.uuid as never }, { $set: { state: 'open', raw: Buffer.from(repaired) } });
    await whatsapp.reconcile();
    await whatsapp.runJobs();
    expect((await whatsapp.messages.trace('wamid.hersteld'))[0]).toMatchObject({ state: 'registered' });
    expect((await whatsapp.messages.find([parked?.uuid ?? ''], { raw: false }))[0]).toMatchObject({ state: 'aside' });
  });
});
