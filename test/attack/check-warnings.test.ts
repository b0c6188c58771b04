import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '#main/cli/run-cli.ts';
import type { Terminal } from '#main/cli/terminal.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { MUNICIPALITY } from '#test/support/program-environment.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const stores = isolatedStores();
const CONFIGURED = { MONGODB_URI: stores.mongodbUri, REDIS_URL: stores.redisUrl };
const EMBEDDED = { MONGODB_URI: '', REDIS_URL: '' };
const REAL = {
  naam: 'info',
  imap: { host: 'imap.voorbeeldstad.example', user: 'info', password: 'letterlijk-geheim' },
};
const WHATSAPP = { verifyToken: 'v', appSecret: 'a', accessToken: 't', phoneNumberIds: ['1'] };

const SILENT: Terminal = {
  out: () => undefined,
  err: () => undefined,
  write: async () => undefined,
  isInteractive: false,
};

interface Place {
  readonly kanalen: object;
  readonly mode?: number;
  readonly servers?: Record<string, string>;
  readonly roles?: string;
}

/** What `check` says of a configuration with these rights; nothing of it is reached, for lack of a role that would. */
async function check({ kanalen, mode = 0o600, servers = CONFIGURED, roles = 'http' }: Place, root?: string) {
  const folder = root ?? (await temporaryFolder());
  const file = join(folder, 'intake.yaml');
  await writeFile(file, JSON.stringify({ ...MUNICIPALITY, kanalen }));
  await chmod(file, mode);
  const dataDir = join(folder, 'data');
  const said: string[] = [];
  const terminal = { ...SILENT, out: (line: string) => void said.push(line) };
  const code = await runCli(['check'], { INTAKE_CONFIG: file, DATA_DIR: dataDir, ROLES: roles, ...servers }, terminal);
  const remarks = said.filter((line) => line.startsWith('let op'));
  // These are about what others on this machine can reach; who works on it is looked at elsewhere.
  return { code, remarks: remarks.filter((line) => !/zonder transacties|bewaart niets|de rol beheerder/.test(line)) };
}

describe('intake check', () => {
  it('has nothing to remark where everything is for one account', async () => {
    expect(await check({ kanalen: { balie: {} } })).toEqual({ code: 0, remarks: [] });
  });

  it('warns of a configuration that others can read, and of the secrets that stand in it, showing none', async () => {
    const { code, remarks } = await check({ kanalen: { email: { mailboxes: [REAL] } }, mode: 0o644 });
    expect(code).toBe(0);
    expect(remarks).toEqual([
      expect.stringMatching(/^let op +configuratie .*anderen.*lezen.*geheim.* - herstel: chmod/),
    ]);
    expect(remarks.join('')).not.toContain('letterlijk-geheim');
    expect((await check({ kanalen: { balie: {} }, mode: 0o644 })).remarks[0]).not.toMatch(/geheim/);
    expect((await check({ kanalen: { balie: {} }, mode: 0o602 })).remarks[0]).toMatch(/wijzigen/);
  });

  it('warns of a file with a secret that others can read', async () => {
    const root = await temporaryFolder();
    const secret = join(root, 'wachtwoord');
    await writeFile(secret, 'geheim');
    await chmod(secret, 0o644);
    const mailbox = { ...REAL, imap: { ...REAL.imap, password: `\${file:${secret}}` } };
    const { remarks } = await check({ kanalen: { email: { mailboxes: [mailbox] } } }, root);
    expect(remarks).toEqual([expect.stringContaining(secret)]);
  });

  it('warns of scans that others can read, not of a scanner that may put them there', async () => {
    const root = await temporaryFolder();
    const map = join(root, 'scans');
    for (const folder of ['in', 'archief', 'mislukt']) await mkdir(join(map, folder), { recursive: true });
    const place = { kanalen: { brief: { map } }, roles: 'letter' };
    await chmod(map, 0o711);
    await chmod(join(map, 'in'), 0o733);
    expect((await check(place, root)).remarks).toEqual([]);
    await chmod(join(map, 'archief'), 0o755);
    const { code, remarks } = await check(place, root);
    expect([code, remarks]).toEqual([
      0,
      [expect.stringMatching(/^let op +scanmap .*archief.*anderen.* - herstel: chmod/)],
    ]);
    await chmod(map, 0o700);
    expect((await check(place, root)).remarks).toEqual([]);
  });

  it('warns of embedded servers with real mail or WhatsApp', async () => {
    const mail = await check({ kanalen: { email: { mailboxes: [REAL] } }, servers: EMBEDDED });
    const whatsapp = await check({
      kanalen: { whatsapp: WHATSAPP },
      servers: { ...EMBEDDED, REDIS_URL: stores.redisUrl },
    });
    for (const { code, remarks } of [mail, whatsapp]) {
      expect([code, remarks]).toEqual([
        0,
        [expect.stringMatching(/ingebouwde servers zijn om te proberen.*MONGODB_URI/)],
      ]);
    }
    const local = { ...REAL, imap: { ...REAL.imap, host: '127.0.0.1' } };
    expect((await check({ kanalen: { email: { mailboxes: [local] } }, servers: EMBEDDED })).remarks).toEqual([]);
  }, 120_000);

  it('warns of a data folder that others can enter, before it is closed', async () => {
    const root = await temporaryFolder();
    await mkdir(join(root, 'data'));
    await chmod(join(root, 'data'), 0o755);
    const { code, remarks } = await check({ kanalen: { balie: {} } }, root);
    expect([code, remarks]).toEqual([0, [expect.stringMatching(/^let op +gegevensmap .*anderen.* - herstel: chmod/)]]);
  });
});
