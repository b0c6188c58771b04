import { beforeEach, describe, expect, it } from 'vitest';
import { transient } from '#domain/failure/failure.ts';
import { emailConfigSchema } from '#channels/email/email.config.ts';
import type { MailboxFolder } from '#channels/email/email.mailbox-folder.ts';
import { takeIn } from '#channels/email/email.take-in.ts';
import { toUidSet } from '#channels/email/email.uid-set.ts';
import { toWindows } from '#channels/email/email.windows.ts';
import { retryAfter } from '#channels/email/email.timings.ts';
import { createLedgerInMemory, type LedgerInMemory } from '#test/support/email/ledger-in-memory.ts';

const config = emailConfigSchema.parse({
  mailboxes: [{ naam: 'info', imap: { host: '::1', user: 'i', password: 'p' } }],
});
const now = new Date('2026-11-24T10:00:00Z');

let ledger: LedgerInMemory;
let present: Map<number, { size: number; internalDate?: Date; readable: boolean }>;
let settledUids: number[];
let folder: MailboxFolder;

const mailOf = (uid: number) => Buffer.from(`From: a@b.example\r\nSubject: ${uid}\r\n\r\nvraag\r\n`);

beforeEach(() => {
  ledger = createLedgerInMemory();
  present = new Map();
  settledUids = [];
  folder = {
    place: { mailbox: 'info', folder: 'INBOX', uidValidity: '7' },
    keepsUids: true,
    nextUid: 1_000,
    list: () => Promise.resolve([...present].map(([uid, { size }]) => ({ uid, size }))),
    findUnmarked: () => Promise.resolve([]),
    findPresent: (uids) => Promise.resolve(new Set(uids.filter((uid) => present.has(uid)))),
    async *stream(uids) {
      for (const uid of uids) {
        const message = present.get(uid);
        await Promise.resolve();
        if (message === undefined) continue;
        const source = message.readable ? mailOf(uid) : undefined;
        yield { uid, source, internalDate: message.internalDate };
      }
    },
    readLarge: (uid) => {
      const message = present.get(uid);
      if (message?.readable !== true) return Promise.resolve(undefined);
      const source = Buffer.from(`From: a@b.example\r\nSubject: ${uid}\r\n\r\ngroot\r\n`);
      return Promise.resolve({ uid, source, internalDate: message.internalDate });
    },
    settle: (uids) => {
      settledUids.push(...uids);
      return Promise.resolve(true);
    },
  };
});

const put = (...uids: number[]) => {
  for (const uid of uids) present.set(uid, { size: mailOf(uid).byteLength, readable: true });
};
async function run({ from = 0, skipKnown = false, signal = new AbortController().signal } = {}) {
  const deps = {
    accept: ledger.accept,
    messages: ledger.messages,
    cursors: ledger.mailboxes,
    clock: { now: () => now },
  };
  return takeIn(folder, await folder.list(1), from, deps, { limits: config.limieten, skipKnown, signal });
}
const cursor = async () => (await ledger.mailboxes.find('info', 'INBOX'))?.lastUid;

describe('taking in a folder', () => {
  it('saves the cursor after the messages are durable, and moves them after that', async () => {
    const steps: string[] = [];
    const { accept, mailboxes } = ledger;
    const deps = {
      accept: (list: Parameters<typeof accept>[0]) => (steps.push('durable'), accept(list)),
      cursors: {
        ...mailboxes,
        save: (to: Parameters<typeof mailboxes.save>[0]) => (steps.push('cursor'), mailboxes.save(to)),
      },
    };
    const settle = folder.settle;
    folder = { ...folder, settle: (uids) => (steps.push('moved'), settle(uids)) };
    put(1, 2, 3);
    const options = { limits: config.limieten, skipKnown: false, signal: new AbortController().signal };
    await takeIn(folder, await folder.list(1), 0, { ...ledger, ...deps, clock: { now: () => now } }, options);
    expect(steps).toEqual(['durable', 'cursor', 'moved']);
    expect(settledUids).toEqual([1, 2, 3]);
  });

  it('asks again for a message that is announced and does not come, and takes its neighbours in', async () => {
    put(1, 2, 3);
    present.set(2, { size: 50, readable: false });
    expect(await run()).toMatchObject({ cursor: 1, accepted: 2, unreadable: 1 });
    expect(settledUids).toEqual([1, 3]);
    put(2);
    expect(await run({ from: 1, skipKnown: true })).toMatchObject({ cursor: 3, accepted: 1, unreadable: 0 });
    expect(ledger.subjects()).toEqual(['1', '2', '3']);
  });

  it('goes on past a message that someone else took away meanwhile', async () => {
    put(1, 2, 3);
    const stream = folder.stream.bind(folder);
    folder = { ...folder, stream: (uids) => (present.delete(2), stream(uids)) };
    expect(await run()).toMatchObject({ cursor: 3, accepted: 2, unreadable: 0 });
    expect(await cursor()).toBe(3);
  });

  it('moves nothing and keeps the cursor when the ledger refuses', async () => {
    put(1, 2);
    ledger.before = () => {
      throw transient('mongodb-unreachable', 'away');
    };
    await expect(run()).rejects.toMatchObject({ code: 'mongodb-unreachable' });
    expect(settledUids).toEqual([]);
    expect(await cursor()).toBeUndefined();
  });

  it('keeps what was durable before the ledger began to refuse', async () => {
    put(...Array.from({ length: 250 }, (_, place) => place + 1));
    ledger.before = () => {
      if (ledger.chunks.length === 1) throw transient('mongodb-unreachable', 'away');
    };
    await expect(run()).rejects.toMatchObject({ kind: 'transient' });
    expect(await cursor()).toBe(100);
    ledger.before = () => undefined;
    await run({ from: 100, skipKnown: true });
    expect(ledger.accepted).toHaveLength(250);
    expect(settledUids).toHaveLength(250);
  });

  it('reports what the server refused to move', async () => {
    put(1);
    folder = { ...folder, settle: () => Promise.resolve(false) };
    expect(await run()).toMatchObject({ cursor: 1, accepted: 1, unsettled: 1 });
  });

  it('gives a message with an absurd date the moment of now', async () => {
    const sane = new Date('2026-11-20T08:00:00Z');
    put(1, 2, 3);
    present.set(1, { size: 50, readable: true, internalDate: new Date('2050-01-01') });
    present.set(2, { size: 50, readable: true, internalDate: new Date(Number.NaN) });
    present.set(3, { size: 50, readable: true, internalDate: sane });
    await run();
    expect(ledger.accepted.map(({ receivedAt }) => receivedAt)).toEqual([now, now, sane]);
  });

  it('stops between two messages when it is asked to, with what it has durable', async () => {
    put(...Array.from({ length: 30 }, (_, place) => place + 1));
    const stopping = new AbortController();
    const stream = folder.stream.bind(folder);
    folder = {
      ...folder,
      async *stream(uids) {
        for await (const mail of stream(uids)) {
          if (mail.uid === 10) stopping.abort();
          yield mail;
        }
      },
    };
    await run({ signal: stopping.signal });
    expect(ledger.accepted).toHaveLength(10);
    expect(await cursor()).toBe(10);
  });
});

describe('the small parts of taking in', () => {
  it.each([
    [[], ''],
    [[5], '5'],
    [[3, 1, 2, 7, 7], '1:3,7'],
  ])('UIDs %j are the set %j', (uids, set) => {
    expect(toUidSet(uids)).toBe(set);
  });
  it('windows hold at most a thousand messages or 64 MB, and a larger message stands alone', () => {
    const small = Array.from({ length: 2_100 }, (_, uid) => ({ uid, size: 1_000 }));
    expect([...toWindows(small)].map(({ length }) => length)).toEqual([1_000, 1_000, 100]);
    const large = [10, 100, 10].map((megabytes, uid) => ({ uid, size: megabytes * 1024 * 1024 }));
    expect([...toWindows(large)].map(({ length }) => length)).toEqual([1, 1, 1]);
  });
  it('waits double, within bounds, and spread', () => {
    expect(retryAfter(0, 1_000, 60_000, () => 0.5)).toBe(1_000);
    expect(retryAfter(3, 1_000, 60_000, () => 0.5)).toBe(8_000);
    expect(retryAfter(50, 1_000, 60_000, () => 1)).toBeCloseTo(78_000);
    expect(retryAfter(50, 1_000, 60_000, () => 0)).toBeCloseTo(42_000);
  });
});
