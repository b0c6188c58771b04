import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailboxCursorStore } from '#application/ports/mailbox-cursor-store.ts';
import { connectMongo, type Mongo } from '#infrastructure/mongo/connection.ts';
import { createMailboxCursorRepository } from '#infrastructure/mongo/mailbox-cursor-repository.ts';
import { createLedgerInMemory } from '#test/support/email/ledger-in-memory.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const { mongodbUri } = isolatedStores();
let mongo: Mongo;
beforeAll(async () => {
  mongo = await connectMongo(mongodbUri);
});
afterAll(() => mongo.close());

/** The double that other tests use keeps the same promises as the store itself. */
const STORES: [string, () => MailboxCursorStore][] = [
  ['MongoDB', () => createMailboxCursorRepository(mongo.connection)],
  ['memory', () => createLedgerInMemory().mailboxes],
];

describe.each(STORES)('how far a folder is taken in, kept in %s', (kind, create) => {
  const at = (folder: string, uidValidity: string, lastUid: number) => ({
    mailbox: kind,
    folder,
    uidValidity,
    lastUid,
  });

  it('is unknown at first, and then what was saved', async () => {
    const store = create();
    expect(await store.find(kind, 'INBOX')).toBeUndefined();
    await store.save(at('INBOX', '7', 12));
    expect(await store.find(kind, 'INBOX')).toEqual(at('INBOX', '7', 12));
    expect(await store.find(kind, 'Elders')).toBeUndefined();
  });

  it('never goes back within one numbering, whoever saves last', async () => {
    const store = create();
    await Promise.all([3, 9, 1, 7, 5].map((uid) => store.save(at('Samen', '7', uid))));
    expect(await store.find(kind, 'Samen')).toEqual(at('Samen', '7', 9));
  });

  it('begins anew in another numbering, of any size', async () => {
    const store = create();
    await store.save(at('Nieuw', '7', 900));
    await store.save(at('Nieuw', '4294967295', 2));
    expect(await store.find(kind, 'Nieuw')).toEqual(at('Nieuw', '4294967295', 2));
  });
});
