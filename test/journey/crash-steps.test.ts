import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '#test/support/crash/run-program.ts';
import { startDovecot, type Dovecot } from '#infrastructure/embedded/dovecot.ts';
import { eventually } from '#test/support/eventually.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { programEnvironment } from '#test/support/program-environment.ts';

const stores = isolatedStores();
const USER = { user: 'info@voorbeeldstad.example', password: 'proef-wachtwoord' };
let dovecot: Dovecot;
let env: NodeJS.ProcessEnv;
let database: mongoose.Connection;

beforeAll(async () => {
  dovecot = await startDovecot({ users: [USER] });
  database = await mongoose.createConnection(stores.mongodbUri).asPromise();
  const folder = mkdtempSync(join(tmpdir(), 'intake-crash-'));
  const imap = { host: dovecot.host, port: dovecot.port, tls: false, ...USER };
  const config = {
    kanalen: { email: { mailboxes: [{ naam: 'info', imap }] } },
    afdelingen: [
      { code: 'KCC', naam: 'Klantcontactcentrum' },
      { code: 'BURG', naam: 'Burgerzaken' },
    ],
    triage: { regels: [{ naam: 'paspoort', naar: 'BURG', als: { woorden: ['paspoort'] } }] },
  };
  env = {
    ...programEnvironment(stores, folder, config),
    ROLES: 'email,workers',
    LOG_LEVEL: 'silent',
  };
});
afterAll(async () => {
  await database.close();
  await dovecot.stop();
});

let count = 0;
async function sendMail(): Promise<string> {
  count += 1;
  const id = `crash-${count}@post.example`;
  const attachment = Buffer.from(`inhoud ${count}`).toString('base64');
  const lines = [
    'From: Noor van Dijk <noor@post.example>',
    'To: info@voorbeeldstad.example',
    `Subject: Paspoort kwijt ${count}`,
    `Message-ID: <${id}>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=deel',
    '',
    '--deel',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Mijn paspoort is weg. Wat nu?',
    '--deel',
    'Content-Type: application/pdf; name=aangifte.pdf',
    'Content-Transfer-Encoding: base64',
    '',
    attachment,
    '--deel--',
    '',
  ];
  const client = new ImapFlow({
    host: dovecot.host,
    port: dovecot.port,
    secure: false,
    auth: { user: USER.user, pass: USER.password },
    logger: false,
  });
  await client.connect();
  await client.append('INBOX', Buffer.from(lines.join('\r\n')));
  await client.logout();
  return id;
}

/** Everything that stands in the register because of this mail. */
async function unitOf(id: string) {
  const collection = (name: string) => database.collection(name);
  const messages = await collection('messages').find({ aliases: id }).toArray();
  const uuids = await collection('klantcontacten').distinct('_id', {
    onderwerp: `Paspoort kwijt ${id.match(/\d+/)?.[0] ?? ''}`,
  });
  const filter = { $in: uuids } as never;
  const counts = await Promise.all(
    (
      [
        ['betrokkenen', 'hadKlantcontact'],
        ['actorklantcontacten', 'klantcontact'],
        ['bijlagen', 'wasBijlageVanKlantcontact'],
        ['internetaken', 'aanleidinggevendKlantcontact'],
        ['taakdossiers', 'klantcontact'],
        ['audit', 'objecten.uuid'],
      ] as const
    ).map(async ([name, field]) => [name, await collection(name).countDocuments({ [field]: filter })] as const),
  );
  return {
    states: messages.map((message) => message['state'] as string),
    klantcontacten: uuids.length,
    ...Object.fromEntries(counts),
  };
}

const ONE_UNIT = {
  states: ['registered'],
  klantcontacten: 1,
  betrokkenen: 1,
  actorklantcontacten: 1,
  bijlagen: 2,
  internetaken: 1,
  taakdossiers: 1,
  audit: 1,
};

const STEPS = [
  'messages.accept:before',
  'messages.accept:after',
  'queues.enqueue:before',
  'queues.enqueue:after',
  'mailboxes.save:before',
  'mailboxes.save:after',
  'messages.find:after',
  'documents.put:after',
  'register.reserveNummers:after',
  'register.saveRegistrations:before',
  'register.saveRegistrations:after',
  'taken.change:after',
];

describe('a program that is killed at a step of one message', () => {
  it.each(STEPS)('%s: the mail is registered once, whole, after the restart', async (step) => {
    const dying = runProgram({ ...env, CRASH_AT: step });
    const id = await sendMail();
    expect(await dying.ended).toBe('SIGKILL');
    const program = runProgram(env);
    try {
      await eventually(async () => (await unitOf(id)).states.includes('registered'), {
        deadlineMs: 60_000,
        what: `the mail is registered after a crash at ${step}`,
      });
      expect(await unitOf(id)).toEqual(ONE_UNIT);
      const told = () =>
        database
          .collection('taakdossiers')
          .countDocuments({ onderwerp: `Paspoort kwijt ${count}`, gemeldOp: { $exists: true } });
      await eventually(async () => (await told()) === 1, { deadlineMs: 60_000, what: 'the unit is told' });
    } finally {
      await program.stop();
    }
  });
});
