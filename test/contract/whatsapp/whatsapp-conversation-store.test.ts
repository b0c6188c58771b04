import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationStore, JoiningMessage } from '#application/ports/conversation-store.ts';
import { connectMongo, type Mongo } from '#infrastructure/mongo/connection.ts';
import { createConversationRepository } from '#infrastructure/mongo/conversation-repository.ts';
import { ensureIndexes } from '#infrastructure/mongo/models.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
let mongo: Mongo;
let store: ConversationStore;
beforeAll(async () => {
  mongo = await connectMongo(stores.mongodbUri);
  store = createConversationRepository(mongo.connection);
  await ensureIndexes(mongo.connection);
});
afterAll(() => mongo.close());

const AT = new Date('2026-11-24T10:00:00Z');
const after = (minutes: number) => new Date(AT.getTime() + minutes * 60_000);
const message = (sender: string, minutes = 0, extra: Partial<JoiningMessage> = {}): JoiningMessage => ({
  message: randomUUID(),
  phoneNumberId: '1',
  sender,
  receivedAt: after(minutes),
  ...extra,
});
const joinOne = async (one: JoiningMessage) => (await store.join([one]))[0]?.conversation ?? expect.fail();
const medium = { mediaId: 'm', soort: 'image' as const };

describe('a store of conversations', () => {
  it('opens one conversation per number and sender, and keeps its first and last receipt', async () => {
    const one = await joinOne(message('a', 2));
    const two = await joinOne(message('a', 1));
    expect(two.uuid).toBe(one.uuid);
    expect(two).toMatchObject({ firstReceivedAt: after(1), lastReceivedAt: after(2), state: 'open' });
    expect((await joinOne(message('b'))).uuid).not.toBe(one.uuid);
    expect((await joinOne(message('a', 0, { phoneNumberId: '2' }))).uuid).not.toBe(one.uuid);
  });

  it('joins a message once, also when it is asked by many at once', async () => {
    const all = Array.from({ length: 20 }, () => message('c'));
    await Promise.all(Array.from({ length: 6 }, () => store.join(all)));
    const conversation = await joinOne(all[0] ?? expect.fail());
    expect([...conversation.messages].sort()).toEqual(all.map((one) => one.message).sort());
  });

  it('lets a message join either before the seal or in the next conversation, never in both, never in neither', async () => {
    for (let round = 0; round < 10; round += 1) {
      const first = message(`d${round}`);
      const { uuid } = await joinOne(first);
      const late = Array.from({ length: 8 }, () => message(`d${round}`));
      const [sealed] = await Promise.all([
        store.seal(uuid, after(5)),
        ...late.map((one) => store.join([one])),
        ...late.map((one) => store.join([one])),
      ]);
      // What is being registered may not change under the hands of who registers it.
      expect((await store.find(uuid))?.messages).toEqual(sealed?.messages);
      const places = await store.findByMessages([first, ...late].map((one) => one.message));
      expect(places.size).toBe(9);
      const conversations = new Map([...places.values()].map((one) => [one.uuid, one]));
      expect(conversations.size).toBeLessThanOrEqual(2);
      expect([...conversations.values()].flatMap(({ messages }) => messages)).toHaveLength(9);
    }
  });

  it('never opens a sealed conversation again; its messages stay', async () => {
    const one = message('e');
    const { uuid } = await joinOne(one);
    expect(await store.seal(uuid, after(5))).toMatchObject({
      state: 'finishing',
      messages: [one.message],
      sealedAt: after(5),
    });
    expect((await joinOne(one)).uuid).toBe(uuid);
    expect(await mongo.connection.collection('conversations').countDocuments({ sender: 'e' })).toBe(1);
    const next = await joinOne(message('e'));
    expect(next.uuid).not.toBe(uuid);
    await store.finish(uuid, after(6));
    expect(await store.seal(uuid, after(7))).toMatchObject({
      state: 'finished',
      sealedAt: after(5),
      finishedAt: after(6),
    });
    await store.refinish(uuid);
    expect(await store.find(uuid)).toMatchObject({ state: 'finishing' });
  });

  it('brings a message whose worker died before it joined into the next conversation', async () => {
    const { uuid } = await joinOne(message('k'));
    const lost = message('k');
    const entry = { _id: lost.message as never, conversation: uuid, receivedAt: AT };
    await mongo.connection.collection('conversationentries').insertOne(entry);
    await store.seal(uuid, after(5));
    const joined = await Promise.all(Array.from({ length: 6 }, () => joinOne(lost)));
    expect(new Set(joined.map((conversation) => conversation.uuid)).size).toBe(1);
    expect(joined[0]).toMatchObject({ state: 'open', messages: [lost.message] });
    expect((await store.find(uuid))?.messages).toHaveLength(1);
  });

  it('lists what is due: quiet, begun long ago, or sealed and left', async () => {
    const quiet = await joinOne(message('f', -100));
    const old = await joinOne(message('g', -2_000));
    await joinOne(message('g', 0));
    const sealed = await joinOne(message('h', 0));
    await store.seal(sealed.uuid, after(-50));
    const busy = await joinOne(message('i', 0));
    const due = (await store.listDue(after(-90), after(-1_900), after(-40), 100)).map(({ uuid }) => uuid);
    expect(due).toEqual(expect.arrayContaining([quiet.uuid, old.uuid, sealed.uuid]));
    expect(due).not.toContain(busy.uuid);
    expect((await store.listOpen(100)).map(({ uuid }) => uuid)).toEqual(
      expect.arrayContaining([quiet.uuid, busy.uuid]),
    );
  });

  it('names due what somebody joined, however many empty conversations killed processes left', async () => {
    const left = Array.from({ length: 5 }, () => ({
      _id: randomUUID() as never,
      ...{ state: 'open', phoneNumberId: '1', sender: 'leeg', messages: [] },
      ...{ firstReceivedAt: after(-9_000), lastReceivedAt: after(-9_000) },
    }));
    await mongo.connection.collection('conversations').insertMany(left);
    const quiet = await joinOne(message('k', -8_000));
    expect((await store.listDue(after(-7_000), after(-7_000), after(-7_000), 1)).map(({ uuid }) => uuid)).toEqual([
      quiet.uuid,
    ]);
  });

  it('remembers a medium: pending, late only while pending, stored for good', async () => {
    const [one, two] = [message('j', -60, { medium }), message('j', -60, { medium })];
    await store.join([one, two]);
    expect(await store.saveMedium(one.message, { state: 'stored', size: 3 })).toMatchObject({
      state: 'stored',
      size: 3,
    });
    await store.markLate([one.message, two.message]);
    await store.join([one, two]);
    const media = new Map(
      (await store.findEntries([one.message, two.message])).map((entry) => [entry.uuid, entry.medium]),
    );
    expect(media.get(one.message)).toMatchObject({ state: 'stored', late: false });
    expect(media.get(two.message)).toMatchObject({ state: 'pending', late: true, added: false });
    const unfinished = async () => (await store.listUnfinishedMedia(after(0), 100)).map(({ uuid }) => uuid);
    expect(await unfinished()).toEqual([two.message]);
    await store.saveMedium(two.message, { state: 'stored' });
    expect(await unfinished()).toEqual([two.message]);
    await store.saveMedium(two.message, { added: true });
    expect(await unfinished()).toEqual([]);
  });
});
