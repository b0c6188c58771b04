import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { transient } from '#domain/failure/failure.ts';
import type { Log, LogFacts } from '#application/ports/log.ts';
import type { ChannelSource } from '#channels/channel.ts';
import type { EmailConfig } from '#channels/email/email.config.ts';
import { createEmailSource } from '#channels/email/email.source.ts';
import { isDovecotPresent, startDovecot, type Dovecot } from '#infrastructure/embedded/dovecot.ts';
import { eventually } from '#test/support/eventually.ts';
import { createLedgerInMemory, type LedgerInMemory } from '#test/support/email/ledger-in-memory.ts';
import { layLine } from '#test/support/email/line-that-dies.ts';
import { emailConfigFor, openOtherClient, PASSWORD, type OtherClient } from '#test/support/email/mailbox-on-dovecot.ts';

const TIMINGS = {
  firstRetry: 50,
  longestRetry: 200,
  passwordRetry: 60_000,
  recheck: 60_000,
  poll: 200,
  unreadableRetry: 50,
};
const USERS = Array.from({ length: 25 }, (_, place) => `bak${place}`);

let dovecot: Dovecot;
let next = 0;
let user: string;
let ledger: LedgerInMemory;
let other: OtherClient;
let sources: ChannelSource[];
let logged: (LogFacts & { event: string })[];

const write = (facts: LogFacts, event: string) => void logged.push({ ...facts, event });
const log: Log = { debug: write, info: write, warn: write, error: write };

beforeAll(async () => {
  if (isDovecotPresent)
    dovecot = await startDovecot({ users: USERS.map((name) => ({ user: name, password: PASSWORD })) });
});
afterAll(() => dovecot?.stop());

beforeEach(async () => {
  user = USERS[next++] ?? 'bak0';
  ledger = createLedgerInMemory();
  sources = [];
  logged = [];
  other = await openOtherClient(dovecot, user);
});
afterEach(async () => {
  await Promise.all(sources.map((source) => source.stop()));
  other.close();
});

async function start(
  config: EmailConfig = emailConfigFor(dovecot, [user]),
  timings: object = {},
): Promise<ChannelSource> {
  const clock = { now: () => new Date() };
  const source = createEmailSource(config, {
    ...ledger,
    accept: (list) => ledger.accept(list),
    clock,
    log,
    timings: { ...TIMINGS, ...timings },
  });
  sources.push(source);
  await source.start();
  return source;
}
const settled = (folder: string, count: number) =>
  eventually(async () => (await other.subjectsIn(folder)).length === count, { what: `${count} mails in ${folder}` });
const arrived = (count: number) =>
  eventually(() => ledger.accepted.length >= count, { what: `${count} mails accepted` });
const numbered = (count: number) =>
  Array.from({ length: count }, (_, place) => `Vraag ${String(place).padStart(3, '0')}`);

describe.skipIf(!isDovecotPresent)('the source of e-mail on a real IMAP server', () => {
  it('takes in a new mail at once while it listens, and then moves it', async () => {
    const source = await start();
    const at = new Date('2026-03-01T09:15:00+01:00');
    const began = performance.now();
    await other.deliver('Nieuwe vraag', { at });
    await arrived(1);
    expect(performance.now() - began).toBeLessThan(2_000);
    await settled('Verwerkt', 1);
    expect(await other.subjectsIn('INBOX')).toEqual([]);
    expect(ledger.accepted[0]).toMatchObject({
      channel: 'email',
      receivedAt: at,
      envelope: { mailbox: user, folder: 'INBOX' },
      aliases: ['<Nieuwe-vraag@thuis.example>', 'Nieuwe-vraag@thuis.example'],
      mediaType: 'message/rfc822',
    });
    expect(source.health()).toEqual([{ name: `imap:${user}`, ok: true, detail: 'connected' }]);
  });

  it('takes in three hundred waiting mails as one stream, in chunks of at most a hundred', async () => {
    const subjects = numbered(300);
    for (const subject of subjects) await other.deliver(subject);
    await start();
    await arrived(300);
    expect(ledger.chunks).toEqual([100, 100, 100]);
    expect(ledger.subjects()).toEqual(subjects);
    await settled('Verwerkt', 300);
  });

  it('leaves everything where it is while the ledger refuses, and goes on when it no longer does', async () => {
    for (const subject of numbered(3)) await other.deliver(subject);
    let refusals = 0;
    ledger.before = () => {
      refusals += 1;
      throw transient('mongodb-unreachable', 'away');
    };
    await start();
    await eventually(() => refusals >= 2, { what: 'two attempts' });
    expect(await other.subjectsIn('INBOX')).toEqual(numbered(3));
    ledger.before = () => undefined;
    await settled('Verwerkt', 3);
    expect(ledger.subjects()).toEqual(numbered(3));
  });

  it('a cursor that ran ahead hides nothing: what is not in the ledger is taken in', async () => {
    for (const subject of numbered(3)) await other.deliver(subject);
    const status = await other.client.status('INBOX', { uidValidity: true });
    await ledger.mailboxes.save({
      mailbox: user,
      folder: 'INBOX',
      uidValidity: String(status && status.uidValidity),
      lastUid: 3,
    });
    await start();
    await arrived(3);
    await settled('Verwerkt', 3);
  });

  it('believes no number that stood for another mail: a mailbox restored at its server may use numbers again', async () => {
    const status = await other.client.status('INBOX', { uidValidity: true });
    const uidValidity = String(status && status.uidValidity);
    await ledger.mailboxes.save({ mailbox: user, folder: 'INBOX', uidValidity, lastUid: 40 });
    ledger.remember(`${user}/INBOX/${uidValidity}/1`, 4_000);
    await other.deliver('Onder een oud nummer');
    await start();
    await arrived(1);
    await other.deliver('Onder het volgende');
    await arrived(2);
    await settled('Verwerkt', 2);
    expect(logged.some(({ event }) => event === 'mailbox-renumbered')).toBe(true);
  });

  it('a killed process leaves accepted mail unmoved; the next one moves it and doubles nothing', async () => {
    for (const subject of numbered(4)) await other.deliver(subject);
    // The process dies between "durable" and "moved": the source never comes to moving.
    const save = ledger.mailboxes.save;
    let killed = false;
    ledger.mailboxes.save = async () => {
      killed = true;
      await Promise.reject(transient('killed', 'killed'));
    };
    const first = await start();
    await eventually(() => killed, { what: 'the kill' });
    await first.stop();
    expect(await other.subjectsIn('INBOX')).toEqual(numbered(4));
    ledger.mailboxes.save = save;
    const durable = ledger.accepted.length;
    await start();
    await settled('Verwerkt', 4);
    expect(ledger.accepted).toHaveLength(durable);
    expect(ledger.subjects()).toEqual(numbered(4));
  });

  it('marks instead of moving where the mailbox says so, and does not take marked mail in again', async () => {
    const config = emailConfigFor(dovecot, [user], { mailbox: { naVerwerking: 'markeren' } });
    await other.deliver('Blijft staan');
    const first = await start(config);
    await eventually(async () => (await other.flagsIn('INBOX'))[0]?.includes('\\Seen'), { what: 'the mark' });
    expect((await other.flagsIn('INBOX'))[0]).toContain('$KlantcontactIntake');
    await first.stop();
    const chunks = ledger.chunks.length;
    const second = await start(config);
    await other.deliver('Nieuw');
    await arrived(2);
    await second.stop();
    expect(ledger.chunks.length).toBe(chunks + 1);
  });

  it('takes marked mail in again that came after the moment to which the database was put back', async () => {
    const config = emailConfigFor(dovecot, [user], { mailbox: { naVerwerking: 'markeren' } });
    await other.deliver('Voor de backup');
    await other.deliver('Na de backup');
    const first = await start(config);
    await eventually(async () => (await other.flagsIn('INBOX')).every((flags) => flags.includes('\\Seen')), {
      what: 'the marks',
    });
    await first.stop();
    const [before] = ledger.accepted;
    ledger = createLedgerInMemory();
    const uidValidity = before?.location.split('/')[2] ?? '';
    await ledger.mailboxes.save({ mailbox: user, folder: 'INBOX', uidValidity, lastUid: 1 });
    await start(config);
    await arrived(1);
    expect(ledger.subjects()).toEqual(['Na de backup']);
  });

  it('takes in a mail that a person has already read: read or unread says nothing', async () => {
    await other.deliver('Al gelezen');
    await other.client.mailboxOpen('INBOX');
    await other.client.messageFlagsAdd('1:*', ['\\Seen']);
    await other.client.mailboxClose();
    await start();
    await arrived(1);
  });

  it('reads a folder that got a new numbering from the beginning, and doubles nothing', async () => {
    const config = emailConfigFor(dovecot, [user], { mailbox: { map: 'Vragen', naVerwerking: 'markeren' } });
    await other.client.mailboxCreate('Vragen');
    for (const subject of numbered(3)) await other.deliver(subject, { folder: 'Vragen' });
    const first = await start(config);
    await arrived(3);
    await first.stop();
    await other.client.mailboxDelete('Vragen');
    await other.client.mailboxCreate('Vragen');
    for (const subject of [...numbered(3), 'En een nieuwe']) await other.deliver(subject, { folder: 'Vragen' });
    await start(config);
    await arrived(4);
    expect(logged.some(({ event }) => event === 'mailbox-renumbered')).toBe(true);
    expect(ledger.subjects()).toEqual(['En een nieuwe', ...numbered(3)]);
  });

  it('does not wait for the notice of the server while mail keeps coming', async () => {
    await start(undefined, { busyLooks: 1_000 });
    await other.deliver('Eerste vraag');
    await arrived(1);
    // Dovecot gathers its notices for half a second; five of them in a row would take longer than this.
    const from = Date.now();
    for (let count = 2; count <= 6; count += 1) {
      await other.deliver(`Vervolg ${count}`);
      await arrived(count);
    }
    expect(Date.now() - from).toBeLessThan(2_000);
  });

  it('recognises a mail that someone put back into the folder', async () => {
    await start();
    await other.deliver('Teruggezet');
    await settled('Verwerkt', 1);
    await other.deliver('Teruggezet', { header: 'Received: from elsewhere\r\nX-Moved: yes\r\n' });
    await settled('Verwerkt', 2);
    expect(ledger.accepted).toHaveLength(1);
  });

  it('says once that the password is wrong, is not ready, and does not keep trying', async () => {
    const source = await start(emailConfigFor(dovecot, [user], { imap: { password: 'verkeerd' } }));
    expect(source.health()).toEqual([{ name: `imap:${user}`, ok: false, detail: 'imap-authentication-failed' }]);
    const lines = logged.filter(({ code }) => code === 'imap-authentication-failed');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.['retryMs']).toBeGreaterThan(TIMINGS.passwordRetry / 2);
    expect(JSON.stringify(logged)).not.toContain('verkeerd');
  });

  it('says that a folder is missing, and reads it once it is there', async () => {
    const source = await start(emailConfigFor(dovecot, [user], { mailbox: { map: 'Bestaat niet' } }));
    expect(source.health()[0]).toMatchObject({ ok: false, detail: 'imap-folder-missing' });
    await other.client.mailboxCreate('Bestaat niet');
    await other.deliver('Toch gekomen', { folder: 'Bestaat niet' });
    await arrived(1);
  });

  it('notices a connection that died without a word, and takes in what came meanwhile', async () => {
    const line = await layLine(dovecot.port);
    await start(emailConfigFor({ host: '127.0.0.1', port: line.port }, [user]), { recheck: 200, command: 300 });
    line.cut();
    await other.deliver('Tijdens de stilte');
    await arrived(1);
    line.close();
  });

  it('a server that is not there is not a reason to stop', async () => {
    const source = await start(emailConfigFor({ host: '127.0.0.1', port: 1 }, [user]));
    expect(source.health()[0]).toMatchObject({ ok: false, detail: 'imap-unreachable' });
  });

  it('two sources on one mailbox at once lose nothing and double nothing', async () => {
    await Promise.all([start(), start()]);
    for (const subject of numbered(60)) await other.deliver(subject);
    await settled('Verwerkt', 60);
    await eventually(async () => (await other.subjectsIn('INBOX')).length === 0, { what: 'an empty folder' });
    expect(ledger.subjects()).toEqual(numbered(60));
    expect(await other.subjectsIn('Verwerkt')).toEqual(numbered(60));
  });

  it('the same mail to two mailboxes is two messages', async () => {
    const second = USERS[next++] ?? 'bak1';
    const beside = await openOtherClient(dovecot, second);
    await start(emailConfigFor(dovecot, [user, second]));
    await other.deliver('Aan allebei');
    await beside.deliver('Aan allebei');
    await arrived(2);
    expect(new Set(ledger.accepted.map(({ envelope }) => envelope['mailbox']))).toEqual(new Set([user, second]));
    beside.close();
  });

  it('keeps the beginning of a mail beyond every limit, and leaves the mail itself in its folder', async () => {
    const config = emailConfigFor(dovecot, [user], { limieten: { berichtMb: 1 } });
    await other.deliver('Veel te groot', { body: 'x'.repeat(78).concat('\r\n').repeat(60_000) });
    await other.deliver('Gewoon');
    await start(config);
    await arrived(2);
    await settled('Verwerkt', 1);
    expect(await other.subjectsIn('INBOX')).toEqual(['Veel te groot']);
    const large = ledger.accepted.find(({ envelope }) => envelope['originalSize'] !== undefined);
    expect(large?.raw.byteLength).toBeLessThanOrEqual(256 * 1024);
    expect(large?.envelope['originalSize']).toBeGreaterThan(4_000_000);
  });

  it('takes a mail in whole once it is within the limit, before it is moved', async () => {
    const large = (berichtMb: number) => emailConfigFor(dovecot, [user], { limieten: { berichtMb } });
    await other.deliver('Te groot', { body: 'x'.repeat(78).concat('\r\n').repeat(60_000) });
    const first = await start(large(1));
    await arrived(1);
    await first.stop();
    await start(large(2));
    await settled('Verwerkt', 1);
    expect(ledger.accepted.map(({ raw }) => raw.byteLength > 4_000_000)).toEqual([false, true]);
  });

  it('stops within ten seconds, with nothing half accepted', async () => {
    for (const subject of numbered(250)) await other.deliver(subject);
    const source = await start();
    await eventually(() => ledger.chunks.length > 0, { what: 'a chunk' });
    const began = performance.now();
    await source.stop();
    expect(performance.now() - began).toBeLessThan(10_000);
    const { length } = ledger.accepted;
    await start();
    await settled('Verwerkt', 250);
    expect(ledger.accepted.length).toBeGreaterThanOrEqual(length);
    expect(ledger.subjects()).toEqual(numbered(250));
  });

  it('finds the way back when the server goes away and comes back', async () => {
    const source = await start();
    await other.deliver('Ervoor');
    await arrived(1);
    other.close();
    await dovecot.halt();
    await eventually(() => source.health()[0]?.ok === false, { what: 'not ready' });
    await dovecot.start();
    other = await openOtherClient(dovecot, user);
    await other.deliver('Erna');
    await arrived(2);
    await settled('Verwerkt', 2);
  });
});
