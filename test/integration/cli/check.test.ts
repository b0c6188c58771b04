import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isDovecotPresent, startDovecot, type Dovecot } from '#infrastructure/embedded/dovecot.ts';
import { intake } from '#test/support/cli/intake.ts';
import { startSmtpWithLogin } from '#test/support/cli/smtp-with-login.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const USER = 'info@voorbeeldstad.example';
const PASSWORD = 'geheim-voor-de-proef';
const stores = isolatedStores();
let dovecot: Dovecot;
let smtp: Awaited<ReturnType<typeof startSmtpWithLogin>>;

beforeAll(async () => {
  if (isDovecotPresent) dovecot = await startDovecot({ users: [{ user: USER, password: PASSWORD }] });
  smtp = await startSmtpWithLogin(USER, PASSWORD);
});
afterAll(async () => {
  await Promise.all([isDovecotPresent ? dovecot.stop() : undefined, smtp.stop()]);
});

const mailbox = (over: { imap?: object; smtp?: object; map?: string } = {}) => ({
  naam: 'info',
  map: over.map ?? 'INBOX',
  imap: { host: '127.0.0.1', port: dovecot.port, tls: false, user: USER, password: PASSWORD, ...over.imap },
  smtp: { host: '127.0.0.1', port: smtp.port, tls: false, user: USER, password: PASSWORD, ...over.smtp },
});

/** Writes a configuration (YAML is a superset of JSON) and checks it. */
async function check(kanalen: object, variables: Record<string, string> = {}, more: object = {}) {
  const folder = await temporaryFolder();
  const file = join(folder, 'intake.yaml');
  const afdelingen = [{ code: 'KCC', naam: 'Klantcontactcentrum' }];
  await writeFile(file, JSON.stringify({ gemeente: 'Voorbeeldstad', kanalen, afdelingen, ...more }));
  const servers = { MONGODB_URI: stores.mongodbUri, REDIS_URL: stores.redisUrl };
  return intake(['check'], { INTAKE_CONFIG: file, ...servers, ...variables });
}
const lineOf = (out: string, naam: string) => out.split('\n').find((line) => line.slice(8).startsWith(naam)) ?? '';

describe('intake check', () => {
  it('says of every server what it is and that it is in order', async () => {
    const { code, out, err } = await check({ balie: {} });
    expect([code, err]).toEqual([0, '']);
    expect(lineOf(out, 'configuratie')).toMatch(/^ok/);
    expect(lineOf(out, 'MongoDB')).toMatch(/^ok .*versie \d.* op .*met transacties/);
    expect(lineOf(out, 'Redis')).toMatch(/^ok .*(Valkey|Redis) \d.*maxmemory-policy noeviction/);
  });

  it('names every token that may do more than it has to, and that never ends; it is no fault', async () => {
    const sha256 = 'a'.repeat(64);
    const good = { eenheden: ['KCC'], verlooptOp: '2099-01-01' };
    const tokens = [
      { naam: 'kiss', sha256, rechten: ['lezen', 'schrijven'] },
      { naam: 'bouwer', sha256, rechten: ['schrijven'], ...good },
    ];
    const { code, out } = await check({ balie: {} }, {}, { toegang: { tokens } });
    expect(code).toBe(0);
    expect(out.split('\n').filter((line) => line.includes('token '))).toEqual([
      expect.stringMatching(
        /^let op\s+toegang\s+token kiss mag handelen in de taken van elke eenheid .* verloopt nooit/,
      ),
    ]);
  });

  it.skipIf(!isDovecotPresent)('logs in to every mailbox and its SMTP', async () => {
    const { code, out } = await check({ email: { mailboxes: [mailbox()] } });
    expect(lineOf(out, 'IMAP info')).toMatch(/^ok .*map INBOX met 0 berichten/);
    expect(lineOf(out, 'SMTP info')).toMatch(/^ok .*aangemeld/);
    expect(code).toBe(0);
  });

  it.skipIf(!isDovecotPresent)('tells of a wrong password, and of the rest as well, without showing one', async () => {
    const wrong = mailbox({ imap: { password: 'fout-wachtwoord' }, smtp: { password: 'fout-wachtwoord' } });
    const { code, out, err } = await check({ email: { mailboxes: [wrong] } });
    expect(code).toBe(1);
    expect(lineOf(out, 'IMAP info')).toMatch(/^fout .*wachtwoord - herstel: verbeter imap.user/);
    expect(lineOf(out, 'SMTP info')).toMatch(/^fout .*wachtwoord - herstel: verbeter smtp.user/);
    expect(lineOf(out, 'MongoDB')).toMatch(/^ok/);
    expect(out + err).not.toContain('fout-wachtwoord');
  });

  it.skipIf(!isDovecotPresent)(
    'tells of a folder that is not in the mailbox, and of a server that is away',
    async () => {
      const { out } = await check({ email: { mailboxes: [mailbox({ map: 'Bestaat niet', smtp: { port: 1 } })] } });
      expect(lineOf(out, 'IMAP info')).toMatch(/^fout .*map bestaat niet/);
      expect(lineOf(out, 'SMTP info')).toMatch(/^fout .*antwoordt niet/);
    },
  );

  it('does not look at mailboxes when this process does not read them', async () => {
    const imap = { host: '127.0.0.1', port: 1, tls: false, user: USER, password: PASSWORD };
    const { code, out } = await check({ email: { mailboxes: [{ naam: 'info', imap }] } }, { ROLES: 'http' });
    expect([code, out.includes('IMAP')]).toEqual([0, false]);
  });

  it('tells that Redis or MongoDB is away, each on its own line', async () => {
    const away = { REDIS_URL: 'redis://127.0.0.1:1', MONGODB_URI: 'mongodb://u:geheim@127.0.0.1:1' };
    const { code, out } = await check({ balie: {} }, away);
    expect(code).toBe(1);
    expect(lineOf(out, 'Redis')).toMatch(/^fout .*antwoordt niet - herstel: .*REDIS_URL/);
    expect(lineOf(out, 'MongoDB')).toMatch(/^fout .*antwoordt niet - herstel: .*MONGODB_URI/);
    expect(out).not.toContain('geheim');
  });

  it('reaches nothing when the configuration is wrong, and names all of it', async () => {
    const { code, out, err } = await check({ email: { mailboxes: [] }, fax: {} }, { PORT: 'veel' });
    expect([code, out]).toEqual([78, '']);
    for (const key of ['PORT', 'kanalen.email.mailboxes', 'kanalen.fax']) expect(err).toContain(key);
  });

  it.skipIf(process.getuid?.() === 0)('tells of a scan folder without rights', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'scans'), { mode: 0o500 });
    const { out } = await check({ brief: { map: join(folder, 'scans') } });
    expect(lineOf(out, 'scanmap')).toMatch(/^fout .*niet te lezen en te schrijven/);
  });
});
