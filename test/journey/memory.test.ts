import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDovecot, type Dovecot } from '#infrastructure/embedded/dovecot.ts';
import { runProgram, type RunningProgram } from '#test/support/crash/run-program.ts';
import { appendMails } from '#test/support/email/append-mails.ts';
import { eventually } from '#test/support/eventually.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { watchMemory } from '#test/support/processes/watch-memory.ts';
import { programEnvironment } from '#test/support/program-environment.ts';

const stores = isolatedStores();
const USER = { user: 'info@voorbeeldstad.example', password: 'proef-wachtwoord' };
const LARGE = 49 * 1024 * 1024;
const SMALL = 150;
let dovecot: Dovecot;
let folder: string;
let database: mongoose.Connection;
let program: RunningProgram;

beforeAll(async () => {
  dovecot = await startDovecot({ users: [USER] });
  database = await mongoose.createConnection(stores.mongodbUri).asPromise();
  folder = mkdtempSync(join(tmpdir(), 'intake-memory-'));
  const imap = { host: dovecot.host, port: dovecot.port, tls: false, ...USER };
  const config = { kanalen: { email: { mailboxes: [{ naam: 'info', imap }] } } };
  program = runProgram({
    ...programEnvironment(stores, folder, config),
    ROLES: 'email,workers',
  });
  await program.started;
});
afterAll(async () => {
  await program.kill();
  await database.close();
  await dovecot.stop();
  rmSync(folder, { recursive: true, force: true });
});

const registered = (count: number, deadlineMs: number) =>
  eventually(async () => (await database.collection('messages').countDocuments({ state: 'registered' })) === count, {
    deadlineMs,
    what: `${count} mails are registered`,
  });

/** One attachment that cannot be compressed, so that nothing about it is small anywhere. */
async function appendLarge(index: number): Promise<void> {
  const content = randomBytes(Math.floor((LARGE * 3) / 4 / 1.03))
    .toString('base64')
    .replaceAll(/.{76}/g, '$&\r\n');
  const head = [
    'From: Noor van Dijk <noor@post.example>',
    `Subject: Bouwtekening ${index}`,
    `Message-ID: <groot-${index}@post.example>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=deel',
    '',
    '--deel',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Hierbij de tekening.',
    '--deel',
    'Content-Type: application/octet-stream; name=tekening.dwg',
    'Content-Transfer-Encoding: base64',
    '',
    '',
  ];
  const client = new ImapFlow({
    ...dovecot,
    secure: false,
    auth: { user: USER.user, pass: USER.password },
    logger: false,
  });
  await client.connect();
  await client.append('INBOX', Buffer.from(`${head.join('\r\n')}${content}\r\n--deel--\r\n`));
  await client.logout();
}

describe('the memory of the program', () => {
  it('grows by less than 200 MB for a mail of 50 MB: it is never held as a whole twice', async () => {
    // As it is after ordinary work, with everything loaded.
    await appendMails({ ...dovecot, ...USER }, SMALL, (index) => `Gewone vraag ${index}`);
    await registered(SMALL, 60_000);
    const watch = watchMemory(program.process.pid ?? 0);
    await appendLarge(1);
    await registered(SMALL + 1, 100_000);
    watch.stop();
    expect(watch.peakMb() - watch.startMb).toBeLessThan(200);
    const [informatieobject] = await database
      .collection('informatieobjecten')
      .find({ bestandsnaam: 'tekening.dwg' })
      .toArray();
    expect(Number(informatieobject?.['bestandsomvang'])).toBeGreaterThan(30 * 1024 * 1024);
  });
});
