import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { letterConfigSchema } from '#channels/letter/letter.config.ts';
import { toNewMessage } from '#channels/letter/letter.new-message.ts';
import { createLetterSource } from '#channels/letter/letter.source.ts';
import { eventually } from '#test/support/eventually.ts';
import { findScans } from '#test/support/letter/find-scans.ts';
import { createScanLedger, type ScanLedger } from '#test/support/letter/scan-ledger.ts';
import { silentLog } from '#test/support/spine/create-spine.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const DAY = 'archief/2026/11/24';
const limits = letterConfigSchema.parse({ map: 'x' }).limieten;

let map: string;
let ledger: ScanLedger;
beforeEach(async () => {
  map = await temporaryFolder();
  ledger = createScanLedger();
  mkdirSync(path('in'));
});
const path = (...parts: string[]) => join(map, ...parts);
const put = (name: string, content: string | Buffer) => writeFileSync(path('in', name), content);
const gone = (name: string) => eventually(() => !existsSync(path('in', name)), { what: `${name.length} bytes of name gone` }); // prettier-ignore
const accepted = (count: number) => eventually(() => ledger.accepted.length >= count, { what: `${count} accepted` });
const names = () => ledger.accepted.map(({ aliases }) => aliases[0] ?? '');

async function start() {
  const source = createLetterSource(letterConfigSchema.parse({ map, stabielSeconden: 0.1 }), {
    accept: ledger.accept,
    messages: ledger.messages,
    jobs: ledger.jobs,
    clock: { now: () => NOW },
    log: silentLog,
    timings: { settle: 10, retry: 50, rescan: 200 },
  });
  await source.start();
  onTestFinished(() => source.stop());
  return source;
}

describe('what is no file', () => {
  it('is never opened, never waited for and told to the operator: pipe, socket, links, a folder of that name', async () => {
    execFileSync('mkfifo', [path('in', 'pijp.pdf'), path('in', 'goed.json')]);
    symlinkSync('/etc/passwd', path('in', 'wachtwoorden.pdf'));
    symlinkSync('/dev/zero', path('in', 'nullen.pdf'));
    mkdirSync(path('in', 'map.pdf'));
    mkdirSync(path('in', 'goed.klaar'));
    put('goed.pdf', 'goed');
    const source = await start();
    await accepted(1);
    ledger.end('goed.pdf', 'registered');
    await gone('goed.pdf');
    expect(names()).toEqual(['goed.pdf']);
    expect(source.health()).toMatchObject([{ ok: true, detail: 'other-files-waiting' }]);
  });

  it.each([
    ['a pipe', (at: string) => execFileSync('mkfifo', [at])],
    ['a link', (at: string) => symlinkSync('/etc/passwd', at)],
  ])('that took the place of a scan after it was seen is not read (%s)', async (_, replace) => {
    put('a.pdf', 'a');
    const [scan = expect.unreachable()] = await findScans(path('in'));
    rmSync(scan.path);
    replace(scan.path);
    expect(await toNewMessage(scan, limits, NOW)).toBeUndefined();
  });

  it.each([
    ['a pipe', (at: string) => execFileSync('mkfifo', [at])],
    ['a link', (at: string) => symlinkSync('/etc/passwd', at)],
  ])('that took the place of a sidecar after it was seen is not read (%s)', async (_, replace) => {
    put('a.pdf', 'a');
    put('a.json', '{"onderwerp":"x"}');
    const [scan = expect.unreachable()] = await findScans(path('in'));
    rmSync(path('in', 'a.json'));
    replace(path('in', 'a.json'));
    expect((await toNewMessage(scan, limits, NOW))?.envelope).toMatchObject({ sidecar: {}, sidecarBroken: true });
  });
});

describe('a file that grows for ever', () => {
  it('and says that it is complete is not read to its end, which never comes', async () => {
    put('a.pdf', 'begin');
    const [scan = expect.unreachable()] = await findScans(path('in'));
    appendFileSync(scan.path, Buffer.alloc(50 * 1024 * 1024));
    expect(await toNewMessage(scan, limits, NOW)).toBeUndefined();
  });
});

describe('a sidecar', () => {
  it.each([
    ['of a gigabyte that is not there', (at: string) => truncateSync(at, 1024 ** 3)],
    ['of fields in fields without end', (at: string) => writeFileSync(at, '{"afzender":'.repeat(20_000))],
    ['of objects in each other, closed', (at: string) => writeFileSync(at, `{"afzender":${'{"a":'.repeat(30_000)}1${'}'.repeat(30_001)}`)], // prettier-ignore
    ['of lists in each other, closed', (at: string) => writeFileSync(at, `{"afzender":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)], // prettier-ignore
    ['in UTF-16', (at: string) => writeFileSync(at, Buffer.from('\ufeff{"onderwerp":"x"}', 'utf16le'))],
  ])('%s is a broken one, and the letter goes on', async (_, write) => {
    put('a.pdf', 'a');
    put('a.json', '');
    write(path('in', 'a.json'));
    const [scan = expect.unreachable()] = await findScans(path('in'));
    const message = await toNewMessage(scan, limits, NOW);
    expect(message?.aliases).toEqual(['a.pdf']);
    expect(message?.envelope['sidecar']).not.toHaveProperty('afzender.a');
  });
});

describe('a name', () => {
  const NAMES = {
    'with a newline': 'een\ntwee.pdf',
    'with a terminal command': '\u001b[2Jweg.pdf',
    'that is turned round': 'rekening\u202efdp.exe.pdf',
    'of 255 bytes': `${'a'.repeat(251)}.pdf`,
    'of 255 bytes in threes': `${'€'.repeat(83)}aa.pdf`,
    'that begins like an option': '-rf.pdf',
    'of spaces': '   .pdf',
    'of two points': '...pdf',
    'of a device': 'CON.pdf',
    'with a backslash path': '..\\..\\weg.pdf',
    'with markup': '<img src=x onerror=alert(1)>.pdf',
    'of a formula': '=cmd|calc.pdf',
  };
  it('of any kind is taken in, and leaves the folder: read, unreadable and as a double', async () => {
    const all = Object.values(NAMES).filter((name) => !name.startsWith('.'));
    all.forEach((name, place) => put(name, `inhoud ${place}`));
    await start();
    await accepted(all.length);
    expect(names().sort()).toEqual([...all].sort());
    all.forEach((name, place) => {
      ledger.end(name, place % 2 === 0 ? 'registered' : 'parked', { code: 'document-corrupt' });
    });
    for (const name of all) await gone(name);
    // The same again: known, a double, under names that are longer still.
    all.forEach((name, place) => put(name, `inhoud ${place}`));
    for (const name of all) await gone(name);
    const kept = [...readdirSync(path(DAY)), ...readdirSync(path('mislukt'))];
    expect(kept.filter((name) => name.endsWith('.pdf'))).toHaveLength(2 * all.length);
  });

  it('that is no UTF-8 cannot be opened: it stays, and the operator is told', async () => {
    writeFileSync(Buffer.concat([Buffer.from(`${path('in')}/`), Buffer.from([0xff, 0xfe]), Buffer.from('.pdf')]), 'a');
    const source = await start();
    expect(source.health()).toMatchObject([{ ok: true, detail: 'other-files-waiting' }]);
    expect(ledger.accepted).toEqual([]);
  });

  it('twice for the same file (a hard link) is one message', async () => {
    put('a.pdf', 'a');
    linkSync(path('in', 'a.pdf'), path('in', 'b.pdf'));
    await start();
    await accepted(1);
    ledger.end('a.pdf', 'registered');
    await gone('a.pdf');
    await gone('b.pdf');
    expect(ledger.accepted).toHaveLength(1);
  });
});

describe('a folder that leads elsewhere', () => {
  it.each(['archief', 'mislukt', 'in'])(
    '(%s, replaced while the program runs) takes no letter along',
    async (folder) => {
      const elsewhere = await temporaryFolder();
      const source = await start();
      renameSync(path(folder), path(`${folder}-weg`));
      symlinkSync(elsewhere, path(folder));
      writeFileSync(join(path('in'), 'a.pdf'), 'a');
      await eventually(() => source.health()[0]?.detail === 'scan-folder-moved', { what: 'the health to tell' });
      expect(ledger.accepted).toEqual([]);
      rmSync(path(folder));
      renameSync(path(`${folder}-weg`), path(folder));
      await eventually(() => source.health()[0]?.ok, { what: 'health again' });
    },
  );

  it('(inside the archive) keeps the letter in the folder, and the others go on', async () => {
    const elsewhere = await temporaryFolder();
    mkdirSync(path(DAY), { recursive: true });
    symlinkSync(elsewhere, path(DAY, 'batch'));
    mkdirSync(path('in', 'batch'));
    put('batch/a.pdf', 'a');
    put('b.pdf', 'b');
    await start();
    await accepted(2);
    ledger.end('a.pdf', 'registered');
    ledger.end('b.pdf', 'registered');
    await gone('b.pdf');
    expect(existsSync(path('in', 'batch/a.pdf'))).toBe(true);
    expect(readdirSync(elsewhere)).toEqual([]);
  });
});

describe('three hundred scans at once', () => {
  it('are all taken in and put away', { timeout: 60_000 }, async () => {
    const count = 300;
    for (let place = 0; place < count; place += 1) put(`${place}.pdf`, `inhoud ${place}`);
    await start();
    await accepted(count);
    for (const name of names()) ledger.end(name, 'registered', undefined, true);
    await eventually(() => readdirSync(path('in')).length === 0, { what: 'an empty folder', deadlineMs: 40_000 });
    expect(readdirSync(path(DAY))).toHaveLength(count);
  });
});
