import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toNewMessage } from '#channels/email/email.new-message.ts';
import { intake } from '#test/support/cli/intake.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createSpine } from '#test/support/spine/create-spine.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const stores = isolatedStores();
let spine: Awaited<ReturnType<typeof createSpine>>;
beforeAll(async () => {
  spine = await createSpine(stores);
});
afterAll(() => spine.close());

const mailbox = (naam: string) =>
  `{ naam: ${naam}, imap: { host: 127.0.0.1, port: 1, tls: false, user: ${naam}@voorbeeldstad.example, password: x } }`;

/** A folder with a configuration of these mailboxes, and the command on it. */
async function setUp(namen: readonly string[] = ['info'], limieten = '{}') {
  const folder = await temporaryFolder();
  const INTAKE_CONFIG = join(folder, 'intake.yaml');
  const email = `{ limieten: ${limieten}, mailboxes: [${namen.map(mailbox).join(', ')}] }`;
  await writeFile(
    INTAKE_CONFIG,
    `gemeente: Voorbeeldstad\nkanalen: { email: ${email} }\nafdelingen: [{ code: KCC, naam: KCC }]\n`,
  );
  const variables = { INTAKE_CONFIG, MONGODB_URI: stores.mongodbUri, REDIS_URL: stores.redisUrl };
  return { folder, run: (...args: string[]) => intake(['import', ...args], variables) };
}
const mail = (id: string, more = '') =>
  `${more}From: bewoner@post.example\r\nSubject: Vraag ${id}\r\nDate: Tue, 24 Nov 2026 09:00:00 +0100\r\nMessage-ID: <${id}.${stores.databaseName}@post.example>\r\n\r\nMag ik een boom kappen?\r\n`;
const mbox = (...mails: readonly string[]) =>
  mails.map((one) => `From a@b.example Mon Nov 23 08:00:00 2026\n${one.replaceAll('\r\n', '\n')}\n`).join('');
const traced = async (id: string) => (await spine.messages.trace(`${id}.${stores.databaseName}@post.example`))[0];

it('what lies in files comes in once, with the moment that our own server got it, and is known the next time', async () => {
  const { folder, run } = await setUp();
  const mails = join(folder, 'mails');
  await mkdir(join(mails, 'maildir', 'cur'), { recursive: true });
  const received = 'Received: from elders by mx.voorbeeldstad.example; Fri, 20 Nov 2026 12:34:56 +0100\r\n';
  await writeFile(join(mails, 'een.eml'), mail('een', received));
  await writeFile(join(mails, 'maildir', 'cur', '1700000000.M1.host:2,S'), mail('twee'));
  await writeFile(join(mails, 'oud.mbox'), mbox(mail('drie'), mail('vier'), mail('drie')));
  await writeFile(join(mails, 'leesmij.txt'), 'geen mail');
  await symlink('/etc/hostname', join(mails, 'elders.eml'));

  // The mailbox itself took this one in before, with other line ends and over another server.
  const place = { mailbox: 'info', folder: 'INBOX', uidValidity: '1' };
  const before = { uid: 9, raw: Buffer.from(mail('vier', 'Received: x\r\n')), internalDate: new Date() };
  await spine.acceptMessages([await toNewMessage(place, before, new Date())]);

  const first = await run(mails);
  expect(first).toMatchObject({ code: 0, out: '3 nieuw, 2 al bekend\n' });
  expect(first.err).toContain('klaar, 5 mails gelezen');
  expect(await run(mails)).toMatchObject({ code: 0, out: '0 nieuw, 5 al bekend\n' });

  expect((await traced('een'))?.receivedAt).toEqual(new Date('2026-11-20T11:34:56Z'));
  expect((await traced('drie'))?.locations).toContain('info/import/oud.mbox/1');
  const { jobId, uuid, state } = (await traced('twee')) ?? {};
  expect([state, jobId]).toEqual(['open', expect.stringMatching(/^email-/)]);
  await spine.registerMessages('email', [uuid ?? '']);
  expect((await traced('twee'))?.state).toBe('registered');
});

it('a mail beyond what is kept whole is parked by its beginning, and said', async () => {
  const { folder, run } = await setUp(['info'], '{ berichtMb: 1 }');
  const file = join(folder, 'groot.eml');
  await writeFile(file, mail('groot') + `${'x'.repeat(78)}\r\n`.repeat(60_000));
  const { code, out } = await run(file);
  expect([code, out]).toEqual([0, expect.stringContaining('1 te groot')]);
  expect((await traced('groot'))?.envelope['originalSize']).toBeGreaterThan(4_000_000);
});

it('a mailbox that is not there, one that must be chosen and a folder without mail are told before anything is done', async () => {
  const { folder, run } = await setUp(['info', 'zorg']);
  await writeFile(join(folder, 'een.eml'), mail('een'));
  const said = (text: string) => ({ code: 64, err: expect.stringContaining(text) as string });
  expect(await run(folder)).toMatchObject(said('--mailbox'));
  expect(await run(folder, '--mailbox', 'elders')).toMatchObject(said('geen mailbox elders: info, zorg'));
  expect(await run(await temporaryFolder(), '--mailbox', 'zorg')).toMatchObject(said('staat geen mail'));
  expect(await run(join(folder, 'weg'), '--mailbox', 'zorg')).toMatchObject(said('ENOENT'));
});
