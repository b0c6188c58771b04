import { readFile } from 'node:fs/promises';
import { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startDovecot, type Dovecot } from '#infrastructure/embedded/dovecot.ts';

const account = { user: 'info@voorbeeldstad.example', password: 'geheim-voor-de-proef' };
let dovecot: Dovecot;

beforeAll(async () => {
  dovecot = await startDovecot({ users: [account], tls: true });
});
afterAll(() => dovecot.stop());

async function connect(over: { port: number; secure: boolean; ca?: string }): Promise<ImapFlow> {
  const { port, secure, ca } = over;
  const tls = ca ? { ca } : {};
  const auth = { user: account.user, pass: account.password };
  const client = new ImapFlow({ host: dovecot.host, port, secure, doSTARTTLS: false, auth, tls, logger: false });
  await client.connect();
  return client;
}

it('an appended mail is reported to a waiting connection and is still there after the server was away', async () => {
  const waiting = await connect({ port: dovecot.port, secure: false });
  const lock = await waiting.getMailboxLock('INBOX');
  const reported = new Promise((resolve) => waiting.once('exists', resolve));
  const idling = waiting.idle();
  const writing = await connect({ port: dovecot.port, secure: false });
  await writing.append('INBOX', 'Subject: proef\r\n\r\nhallo\r\n');
  await expect(reported).resolves.toMatchObject({ count: 1 });
  lock.release();
  waiting.close();
  await idling;
  await writing.logout();

  await dovecot.halt();
  await expect(connect({ port: dovecot.port, secure: false })).rejects.toThrow();
  await dovecot.start();
  const again = await connect({ port: dovecot.port, secure: false });
  expect(await again.status('INBOX', { messages: true })).toMatchObject({ messages: 1 });
  await again.logout();
});

it('a connection over TLS trusts the certificate that was made for the run', async () => {
  const ca = await readFile(dovecot.certificateFile ?? '', 'utf8');
  const client = await connect({ port: dovecot.tlsPort ?? 0, secure: true, ca });
  expect(client.usable).toBe(true);
  await client.logout();
  await expect(connect({ port: dovecot.tlsPort ?? 0, secure: true })).rejects.toThrow(/certificate/);
});
