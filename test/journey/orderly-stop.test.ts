import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isAlive } from '#infrastructure/embedded/process-signals.ts';
import { startDovecot, type Dovecot } from '#infrastructure/embedded/dovecot.ts';
import { childProcessesOf } from '#test/support/crash/child-processes.ts';
import { runProgram, type RunningProgram } from '#test/support/crash/run-program.ts';
import { appendMails } from '#test/support/email/append-mails.ts';
import { eventually } from '#test/support/eventually.ts';
import { writeConfig } from '#test/support/program-environment.ts';

const MAILS = 200;
const STOPS_WITHIN_MS = 30_000;
const USER = { user: 'info@voorbeeldstad.example', password: 'proef-wachtwoord' };
let dovecot: Dovecot;
let folder: string;
let env: NodeJS.ProcessEnv;
const running: RunningProgram[] = [];

beforeAll(async () => {
  dovecot = await startDovecot({ users: [USER] });
  folder = mkdtempSync(join(tmpdir(), 'intake-stop-'));
  const imap = { host: dovecot.host, port: dovecot.port, tls: false, ...USER };
  const path = writeConfig(folder, { kanalen: { email: { mailboxes: [{ naam: 'info', imap }] } } });
  // Embedded servers of its own: that they are gone afterwards is part of an orderly stop.
  env = { INTAKE_CONFIG: path, DATA_DIR: join(folder, 'data'), PORT: '0', MONGODB_URI: '', REDIS_URL: '' };
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((program) => program.kill()));
});
afterAll(async () => {
  await dovecot.stop();
  rmSync(folder, { recursive: true, force: true });
});

function run(more: NodeJS.ProcessEnv = {}): RunningProgram {
  const program = runProgram({ ...env, ...more });
  running.push(program);
  return program;
}

async function withDatabase<T>(uri: string, work: (database: mongoose.Connection) => Promise<T>): Promise<T> {
  const database = await mongoose.createConnection(uri, { dbName: 'klantcontact-intake' }).asPromise();
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** Asks the program to stop; how it ended, after how long, and what it left running. */
async function stopped(program: RunningProgram) {
  const pid = program.process.pid ?? 0;
  const children = childProcessesOf(pid);
  const start = performance.now();
  program.process.kill('SIGTERM');
  const how = await program.ended;
  return { how, ms: performance.now() - start, children, left: children.filter(isAlive) };
}

describe('a program that is told to stop', () => {
  it('in the middle of 200 mails it finishes what it holds, ends with 0, and the rest follows after the restart, once', async () => {
    await appendMails({ ...dovecot, ...USER }, MAILS, (index) => `Vraag ${index} over een vergunning`);
    const first = run();
    const { mongodbUri } = await first.started;
    const accepted = await withDatabase(mongodbUri, (database) =>
      eventually(async () => (await database.collection('messages').countDocuments()) || false, {
        deadlineMs: 30_000,
        what: 'mail is accepted',
      }),
    );
    const { how, ms, children, left } = await stopped(first);
    expect(how).toBe(0);
    expect(ms).toBeLessThan(STOPS_WITHIN_MS);
    // A reader of mail, MongoDB and Redis at least.
    expect(children.length).toBeGreaterThanOrEqual(2);
    expect(left).toEqual([]);
    expect(accepted).toBeGreaterThan(0);

    const second = run();
    await withDatabase((await second.started).mongodbUri, async (database) => {
      const state = (value: string) => database.collection('messages').countDocuments({ state: value });
      await eventually(async () => (await state('registered')) === MAILS, {
        deadlineMs: 60_000,
        what: 'every mail is registered',
      });
      expect(await state('open')).toBe(0);
      const subjects = await database.collection('klantcontacten').distinct('onderwerp');
      expect(subjects).toHaveLength(MAILS);
      expect(await database.collection('klantcontacten').countDocuments()).toBe(MAILS);
      expect(await database.collection('internetaken').countDocuments()).toBe(MAILS);
    });
    expect((await stopped(second)).how).toBe(0);
  });

  it('a part that hangs does not keep it beyond thirty seconds, and the servers are stopped all the same', async () => {
    const program = run({ HANG_AT: 'register.saveRegistrations' });
    const { mongodbUri } = await program.started;
    await appendMails({ ...dovecot, ...USER }, 1, () => 'Vraag die blijft hangen');
    await withDatabase(mongodbUri, (database) =>
      eventually(async () => (await database.collection('messages').countDocuments({ state: 'open' })) === 1, {
        deadlineMs: 30_000,
        what: 'the mail is accepted',
      }),
    );
    await eventually(() => childProcessesOf(program.process.pid ?? 0).length >= 3, { what: 'the mail is being read' });
    const { how, ms, left } = await stopped(program);
    expect(how).toBe(0);
    expect(ms).toBeLessThan(STOPS_WITHIN_MS);
    expect(left).toEqual([]);
  });

  it('a second signal ends it at once with 1, and its servers go with it', async () => {
    const program = run({ HANG_AT: 'register.saveRegistrations' });
    await program.started;
    const pid = program.process.pid ?? 0;
    await eventually(() => childProcessesOf(pid).length >= 3, { what: 'the waiting mail is being read' });
    const children = childProcessesOf(pid);
    const start = performance.now();
    program.process.kill('SIGTERM');
    // Node handles one signal at a time; a second that comes before that would be one with the first.
    const again = setInterval(() => program.process.kill('SIGTERM'), 100);
    expect(await program.ended).toBe(1);
    clearInterval(again);
    expect(performance.now() - start).toBeLessThan(3_000);
    await eventually(() => children.every((child) => !isAlive(child)), { what: 'its processes are gone' });
  });

  it('while it is still starting it stops as soon as it stands', async () => {
    const program = run();
    await eventually(() => childProcessesOf(program.process.pid ?? 0).length > 0, { what: 'a server is starting' });
    const { how } = await stopped(program);
    expect(how).toBe(0);
  });
});
