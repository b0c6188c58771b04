import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isDovecotPresent, startDovecot, type Dovecot } from '#infrastructure/embedded/dovecot.ts';
import type { Program } from '#main/start-program.ts';
import { openOtherClient, PASSWORD, type OtherClient } from '#test/support/email/mailbox-on-dovecot.ts';
import { eventually } from '#test/support/eventually.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { startOnStores } from '#test/support/start-on-stores.ts';
import { BODY_BOMBS } from './bombs/body-bombs.ts';
import { numbered } from './bombs/bomb.ts';
import { HEADER_BOMBS } from './bombs/header-bombs.ts';
import { HTML_BOMBS } from './bombs/html-bombs.ts';
import { STRUCTURE_BOMBS } from './bombs/structure-bombs.ts';

/** The whole program on a real mailbox in which hostile mail lies between sound mail. */
const stores = isolatedStores();
const USER = 'info@voorbeeldstad.example';
const dataDir = mkdtempSync(join(tmpdir(), 'intake-hostile-'));
/** A choice of every kind, small enough to be delivered quickly. */
const CHOSEN = [
  'multiparts nested 10,000 deep',
  'forwarded mails nested 10,000 deep',
  '100,000 empty parts',
  '20,000 attachments',
  '100,000 headers',
  'one header folded over a million lines',
  '100,000 recipients on one line',
  'encoded words inside encoded words',
  'a file name in 10,000 continuations',
  'nothing but CR',
  'no header',
  'a character set with a name of a megabyte',
  '150,000 nested <div>',
  '150,000 unclosed attributes',
];

let dovecot: Dovecot;
let program: Program;
let database: mongoose.Connection;
let other: OtherClient;
beforeAll(async () => {
  if (!isDovecotPresent) return;
  dovecot = await startDovecot({ users: [{ user: USER, password: PASSWORD }] });
  other = await openOtherClient(dovecot, USER);
  database = await mongoose.createConnection(stores.mongodbUri).asPromise();
  const imap = { host: dovecot.host, port: dovecot.port, tls: false, user: USER, password: PASSWORD };
  const config = {
    kanalen: { email: { mailboxes: [{ naam: 'info', imap }] } },
  };
  program = await startOnStores(stores, dataDir, 'email,workers', config);
});
afterAll(async () => {
  await program?.stop();
  await database?.close();
  other?.close();
  await dovecot?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe.skipIf(!isDovecotPresent)('a mailbox with hostile mail in it', () => {
  it('is emptied: every hostile mail ends registered or parked, and every sound one between them is registered', async () => {
    const bombs = [...STRUCTURE_BOMBS, ...HEADER_BOMBS, ...BODY_BOMBS, ...HTML_BOMBS];
    const chosen = CHOSEN.map((naam) => bombs.find((bomb) => bomb.naam === naam));
    for (const [index, bomb] of chosen.entries()) {
      if (bomb === undefined) throw new Error(`No bomb is called ${CHOSEN[index] ?? ''}`);
      await other.client.append('INBOX', numbered(bomb.build(), index + 1));
      await other.deliver(`Gewone vraag ${index}`);
    }
    const ended = await eventually(
      async () => {
        const found = await database.collection('messages').find({ state: { $ne: 'open' } }).toArray(); // prettier-ignore
        return found.length === CHOSEN.length * 2 && found;
      },
      { what: 'the end of every mail', deadlineMs: 45_000 },
    );
    const parked = ended.filter(({ state }) => state === 'parked');
    expect(ended.filter(({ state }) => state !== 'registered' && state !== 'parked')).toEqual([]);
    expect(parked.map(({ reason }) => (reason as { code: string }).code).sort()).toEqual(
      chosen.map((bomb) => bomb?.ends ?? '').filter((end) => end !== 'registered').sort(), // prettier-ignore
    );
    const sound = await database.collection('klantcontacten').countDocuments({ onderwerp: /^Gewone vraag/ });
    expect(sound).toBe(CHOSEN.length);
    expect(await database.collection('taakdossiers').countDocuments({ soort: 'herstel' })).toBe(parked.length);
    await eventually(async () => (await other.subjectsIn('INBOX')).length === 0, { what: 'an empty folder' });
  });
});
