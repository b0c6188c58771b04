import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import mongoose from 'mongoose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startDovecot, type Dovecot } from '#infrastructure/embedded/dovecot.ts';
import { createProxy, type Proxy } from '#test/crash/world/proxy.ts';
import { runProgram, type RunningProgram } from '#test/support/crash/run-program.ts';
import { appendMails } from '#test/support/email/append-mails.ts';
import { eventually } from '#test/support/eventually.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { APP_SECRET, payloadOf, sign, text, VERIFY_TOKEN } from '#test/support/whatsapp/payloads.ts';
import { programEnvironment } from '#test/support/program-environment.ts';

const stores = isolatedStores();
const USER = { user: 'info@voorbeeldstad.example', password: 'proef-wachtwoord' };
/** Of each channel; more waits outside. */
const BOUND = 10;
const MAILS = 40;
const SCANS = 25;
const DELIVERIES = 20;
let dovecot: Dovecot;
let proxy: Proxy;
let folder: string;
let env: NodeJS.ProcessEnv;
let database: mongoose.Connection;
const running: RunningProgram[] = [];

function throughProxy(uri: string): string {
  const address = new URL(uri);
  address.port = String(proxy.port);
  return address.href;
}

beforeAll(async () => {
  dovecot = await startDovecot({ users: [USER] });
  database = await mongoose.createConnection(stores.mongodbUri).asPromise();
  proxy = await createProxy(Number(new URL(stores.mongodbUri.split(',')[0] ?? '').port));
  folder = mkdtempSync(join(tmpdir(), 'intake-pressure-'));
  mkdirSync(join(folder, 'scans', 'in'), { recursive: true });
  const imap = { host: dovecot.host, port: dovecot.port, tls: false, ...USER };
  const config = {
    kanalen: {
      email: { mailboxes: [{ naam: 'info', imap }] },
      whatsapp: { verifyToken: VERIFY_TOKEN, appSecret: APP_SECRET, accessToken: 'token', stilteSeconden: 1 },
      brief: { map: join(folder, 'scans'), ocr: false },
    },
    instroom: { openBerichten: BOUND },
  };
  env = programEnvironment(stores, folder, config);
});
afterEach(async () => {
  proxy.flow();
  await Promise.all(running.splice(0).map((program) => program.kill()));
});
afterAll(async () => {
  await proxy.close();
  await database.close();
  await dovecot.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function run(more: NodeJS.ProcessEnv) {
  const program = runProgram({ ...env, ...more });
  running.push(program);
  const { address = '' } = await program.started;
  return address;
}

async function deliver(address: string, id: string) {
  const body = payloadOf([text(id, Math.floor(Date.now() / 1_000), `Bericht ${id}`)]);
  const start = performance.now();
  const { status } = await fetch(`${address}/webhooks/whatsapp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': sign(body) },
    body,
  });
  return { id, status, ms: performance.now() - start };
}

async function healthOf(address: string): Promise<Map<string, string | undefined>> {
  const response = await fetch(`${address}/health/ready`);
  const { onderdelen } = (await response.json()) as { onderdelen: { naam: string; detail?: string }[] };
  return new Map(onderdelen.map(({ naam, detail }) => [naam, detail]));
}
const countIn = (collection: string, filter: object) => database.collection(collection).countDocuments(filter);

describe('while nobody registers', () => {
  it('every source takes in what fits and no more; the rest waits where it is, and comes when there is room', async () => {
    for (let scan = 0; scan < SCANS; scan += 1) {
      writeFileSync(join(folder, 'scans', 'in', `brief-${scan}.pdf`), `%PDF-1.4 brief ${scan}`);
      writeFileSync(join(folder, 'scans', 'in', `brief-${scan}.klaar`), '');
    }
    await appendMails({ ...dovecot, ...USER }, MAILS, (index) => `Wachtende vraag ${index}`);
    const address = await run({ ROLES: 'http,email,letter' });
    await eventually(
      async () => {
        const health = await healthOf(address);
        return health.get('imap:info') === 'intake-full' && health.get('scans') === 'intake-full';
      },
      { what: 'mailbox and scan folder wait', deadlineMs: 30_000 },
    );
    const answers: { id: string; status: number }[] = [];
    for (let at = 0; at < DELIVERIES; at += 1) answers.push(await deliver(address, `vol-${at}`));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(BOUND);
    expect(answers.filter(({ status }) => status === 503)).toHaveLength(DELIVERIES - BOUND);
    expect(await countIn('messages', { channel: 'email' })).toBe(BOUND);
    expect(await countIn('messages', { channel: 'letter' })).toBe(BOUND);
    expect(await countIn('whatsapppayloads', {})).toBe(BOUND);
    expect(readdirSync(join(folder, 'scans', 'in')).filter((name) => name.endsWith('.pdf'))).toHaveLength(SCANS);

    await run({ ROLES: 'workers' });
    await eventually(async () => (await countIn('messages', { channel: 'email', state: 'registered' })) === MAILS, {
      what: 'every mail is registered',
      deadlineMs: 60_000,
    });
    await eventually(async () => (await countIn('messages', { channel: 'letter', state: 'parked' })) === SCANS, {
      what: 'every scan has come to its end',
      deadlineMs: 60_000,
    });
    for (const { id } of answers.filter(({ status }) => status === 503)) {
      await eventually(async () => (await deliver(address, id)).status === 200, { what: `${id} is taken at last` });
    }
    await eventually(async () => (await countIn('messages', { channel: 'whatsapp' })) === DELIVERIES, {
      what: 'every delivery is taken apart',
    });
  });
});

describe('while the database does not answer', () => {
  it('the webhook answers within half a second or says 503, and what it said 200 to is kept', async () => {
    const address = await run({
      ROLES: 'http,workers',
      MONGODB_URI: throughProxy(stores.mongodbUri),
    });
    expect(await deliver(address, 'voor')).toMatchObject({ status: 200 });
    proxy.stall();
    const during: ReturnType<typeof deliver>[] = [];
    for (let at = 0; at < 40; at += 1) {
      during.push(deliver(address, `tijdens-${at}`));
      // Deliveries come spread over the time in which the database is found to be slow.
      await delay(50);
    }
    const answers = await Promise.all(during);
    expect(answers.map(({ status, ms }) => status === 503 || (status === 200 && ms < 500))).not.toContain(false);
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(6_000);
    const late = answers.slice(-10);
    expect(late.every(({ status }) => status === 503)).toBe(true);
    expect(Math.max(...late.map(({ ms }) => ms))).toBeLessThan(500);
    proxy.flow();
    await eventually(async () => (await deliver(address, 'na')).status === 200, {
      what: 'the webhook takes deliveries again',
      deadlineMs: 20_000,
    });
    for (const { id } of answers) {
      await eventually(async () => (await deliver(address, id)).status === 200, {
        what: `${id} is taken when sent again`,
      });
    }
    // Sent again with another moment in it is another delivery: at least one of each is there.
    const kept = await database.collection('whatsapppayloads').find().toArray();
    const bodies = kept.map((payload) => Buffer.from((payload['raw'] as { buffer: Uint8Array }).buffer).toString());
    for (const id of ['voor', 'na', ...answers.map((answer) => answer.id)]) {
      expect(bodies.some((body) => body.includes(`"${id}"`))).toBe(true);
    }
  });
});
