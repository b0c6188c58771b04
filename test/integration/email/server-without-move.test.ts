import type { AddressInfo } from 'node:net';
import hoodiecrow from 'hoodiecrow-imap';
import { expect, it } from 'vitest';
import { createEmailSource } from '#channels/email/email.source.ts';
import { emailConfigSchema } from '#channels/email/email.config.ts';
import { eventually } from '#test/support/eventually.ts';
import { createLedgerInMemory } from '#test/support/email/ledger-in-memory.ts';

const quiet = () => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const mail = (subject: string) => `From: jan@thuis.example\r\nSubject: ${subject}\r\n\r\nvraag\r\n`;

async function listen(plugins: string[]): Promise<{ server: ReturnType<typeof hoodiecrow>; port: number }> {
  const folders = { INBOX: { messages: [{ raw: mail('een') }, { raw: mail('twee') }] }, '': {} };
  const server = hoodiecrow({ plugins, storage: folders, users: { testuser: { password: 'testpass' } } });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return { server, port: (server.server.address() as AddressInfo).port };
}

it.each([
  ['MOVE', ['ID', 'UIDPLUS', 'IDLE', 'CONDSTORE', 'ENABLE']],
  ['MOVE, IDLE or UIDPLUS', ['ID']],
])('a server without %s: mail is taken in, copied to the target folder and deleted', async (_what, plugins) => {
  const { server, port } = await listen(plugins);
  const ledger = createLedgerInMemory();
  const config = emailConfigSchema.parse({
    mailboxes: [
      { naam: 'info', imap: { host: '127.0.0.1', port, tls: false, user: 'testuser', password: 'testpass' } },
    ],
  });
  const source = createEmailSource(config, {
    ...ledger,
    clock: { now: () => new Date() },
    log,
    timings: { poll: 100 },
  });
  await source.start();
  await eventually(() => ledger.accepted.length === 2, { what: 'two mails' });
  const inFolder = (path: string): string[] =>
    (server.getMailbox(path)?.messages ?? []).map(({ raw }) => /Subject: (.*)/.exec(raw)?.[1]?.trim() ?? '');
  await eventually(() => inFolder('Verwerkt').length === 2 && inFolder('INBOX').length === 0, { what: 'the move' });
  server.appendMessage('INBOX', [], false, mail('drie'));
  await eventually(() => inFolder('Verwerkt').length === 3, { what: 'the new mail' });
  expect(ledger.subjects()).toEqual(['drie', 'een', 'twee']);
  await source.stop();
  server.close();
});
