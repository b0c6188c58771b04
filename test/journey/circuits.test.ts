import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startDovecot, type Dovecot } from '#infrastructure/embedded/dovecot.ts';
import { textPdf } from '#main/demo/seed/media/text-pdf.ts';
import { startFakeClamd, type FakeClamd } from '#test/support/clamav/fake-clamd.ts';
import { runProgram, type RunningProgram } from '#test/support/crash/run-program.ts';
import { appendMails } from '#test/support/email/append-mails.ts';
import { eventually } from '#test/support/eventually.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { startReceivingServer } from '#test/support/taken/receiving-server.ts';
import { ACCESS_TOKEN, startGraphServer, type GraphServer } from '#test/support/whatsapp/graph-server.ts';
import { APP_SECRET, image, payloadOf, sign, VERIFY_TOKEN } from '#test/support/whatsapp/payloads.ts';
import { programEnvironment } from '#test/support/program-environment.ts';

const stores = isolatedStores();
const USER = { user: 'info@voorbeeldstad.example', password: 'proef-wachtwoord' };
const TOKEN = 'proef-token-schrijven-0123456789-abcdefghij';
const SYSTEMS = ['imap:info', 'smtp:systeem', 'graph', 'virusscanner'];
let [dovecot, graph, clamd] = [{} as Dovecot, {} as GraphServer, {} as FakeClamd];
let [folder, address, smtpPort] = ['', '', 0];
let database: mongoose.Connection;
let program: RunningProgram;

beforeAll(async () => {
  [dovecot, graph, clamd] = await Promise.all([startDovecot({ users: [USER] }), startGraphServer(), startFakeClamd()]);
  database = await mongoose.createConnection(stores.mongodbUri).asPromise();
  const smtp = await startReceivingServer();
  smtpPort = smtp.port;
  await appendMails({ ...dovecot, ...USER }, 3, (index) => `Vraag ${index}`);
  // Everything outside is away before the program starts, each in its own way.
  graph.lookupStatus = 500;
  await Promise.all([dovecot.halt(), clamd.halt(), smtp.close()]);

  folder = mkdtempSync(join(tmpdir(), 'intake-circuits-'));
  mkdirSync(join(folder, 'scans', 'in'), { recursive: true });
  const imap = { host: '127.0.0.1', port: dovecot.port, tls: false, ...USER };
  const config = {
    kanalen: {
      email: {
        mailboxes: [
          {
            naam: 'info',
            imap,
            smtp: { host: '127.0.0.1', port: smtpPort, tls: false, user: 'info', password: 'geheim' },
          },
        ],
      },
      whatsapp: {
        verifyToken: VERIFY_TOKEN,
        appSecret: APP_SECRET,
        accessToken: ACCESS_TOKEN,
        graphUrl: graph.url,
        stilteSeconden: 1,
      },
      brief: { map: join(folder, 'scans'), ocr: false },
      webformulier: {},
    },
    afdelingen: [
      { code: 'KCC', naam: 'Klantcontactcentrum' },
      { code: 'BURG', naam: 'Burgerzaken', email: 'burgerzaken@voorbeeldstad.example' },
    ],
    toegang: {
      tokens: [{ naam: 'site', sha256: createHash('sha256').update(TOKEN).digest('hex'), rechten: ['schrijven'] }],
    },
    virusscanner: { clamd: clamd.tcp, geduldSeconden: 2 },
    zekeringen: { drempel: 1, afkoelSeconden: 2 },
  };
  program = runProgram(programEnvironment(stores, folder, config));
  address = (await program.started).address ?? '';
});
afterAll(async () => {
  await program.kill();
  await Promise.all([graph.close(), clamd.close(), database.close()]);
  await dovecot.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Part {
  readonly naam: string;
  readonly ok: boolean;
  readonly detail?: string;
  readonly sinds?: string;
}
async function circuits() {
  const response = await fetch(`${address}/health/ready`);
  const { onderdelen } = (await response.json()) as { onderdelen: Part[] };
  const found = onderdelen.filter(({ naam }) => naam.startsWith('zekering:'));
  return { status: response.status, parts: new Map(found.map((part) => [part.naam.slice('zekering:'.length), part])) };
}
const measured = async (state: number) => {
  const text = await (await fetch(`${address}/metrics`)).text();
  return SYSTEMS.every((system) => text.includes(`intake_circuit_state{system="${system}"} ${state}`));
};
const countIn = (collection: string, filter: object) => database.collection(collection).countDocuments(filter);
const scansIn = (part: string) => readdirSync(join(folder, 'scans', part)).filter((name) => name.endsWith('.pdf'));

it('with everything outside away each circuit is open and told, nothing is touched, and all of it drains afterwards', async () => {
  writeFileSync(
    join(folder, 'scans', 'in', 'brief.pdf'),
    await textPdf(['Geachte gemeente, graag een afspraak.'], new Date(0)),
  );
  writeFileSync(join(folder, 'scans', 'in', 'brief.klaar'), '');
  const body = payloadOf([image('wamid.foto', Math.floor(Date.now() / 1_000), 'media-1', 'lantaarn')]);
  const delivered = await fetch(`${address}/webhooks/whatsapp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': sign(body) },
    body,
  });
  const form = await fetch(`${address}/formulieren/webformulier`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Token ${TOKEN}` },
    body: JSON.stringify({
      betrokkenen: [{ volledigeNaam: 'Jan Smit', emailadres: 'j.smit@burger.example' }],
      onderwerpen: [{ onderwerp: 'Paspoort', vraag: 'Hoe lang duurt het?', opvolging: { afdeling: 'BURG' } }],
    }),
  });
  expect([delivered.status, form.status]).toEqual([200, 201]);

  await eventually(
    async () => {
      const { status, parts } = await circuits();
      const open = SYSTEMS.filter((system) => parts.get(system)?.detail === 'open' && parts.get(system)?.ok === false);
      expect(status).toBe(200);
      return open.length === SYSTEMS.length && SYSTEMS.every((system) => parts.get(system)?.sinds !== undefined);
    },
    { what: 'every circuit is told to be open', deadlineMs: 60_000 },
  );
  await eventually(() => measured(2), { what: 'every circuit is measured as open', deadlineMs: 30_000 });
  expect(await countIn('messages', { channel: 'email' })).toBe(0);
  expect(await countIn('messages', { state: { $in: ['parked', 'aside'] } })).toBe(0);
  expect([scansIn('in'), existsSync(join(folder, 'scans', 'mislukt', 'brief.pdf'))]).toEqual([['brief.pdf'], false]);

  graph.media.set('media-1', { bytes: Buffer.from('een foto'), mimeType: 'image/jpeg' });
  graph.lookupStatus = undefined;
  await Promise.all([dovecot.start(), clamd.start()]);
  const smtp = await startReceivingServer({}, smtpPort);
  const registered = (channel: string) => countIn('messages', { channel, state: 'registered' });
  try {
    await eventually(
      async () =>
        (await registered('email')) === 3 &&
        (await registered('letter')) === 1 &&
        (await registered('whatsapp')) === 1 &&
        smtp.mails.length > 0 &&
        scansIn('in').length === 0,
      { what: 'everything that waited is done', deadlineMs: 90_000 },
    );
    await eventually(() => measured(0), { what: 'every circuit is closed', deadlineMs: 30_000 });
    const { parts } = await circuits();
    expect(SYSTEMS.map((system) => parts.get(system)?.detail)).toEqual(SYSTEMS.map(() => 'closed'));
    expect(smtp.mails.map(({ to }) => to)).toEqual([['burgerzaken@voorbeeldstad.example']]);
    expect(await countIn('klantcontacten', {})).toBe(6);
    const foto = await database.collection('informatieobjecten').findOne({ bestandsnaam: 'afbeelding-1.jpg' });
    expect(foto).toMatchObject({ scan: { uitslag: 'schoon' } });
  } finally {
    await smtp.close();
  }
}, 200_000);
