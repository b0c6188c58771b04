import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { letterConfigSchema } from '#channels/letter/letter.config.ts';
import { createLetterSource, type LetterTimings } from '#channels/letter/letter.source.ts';
import { eventually } from '#test/support/eventually.ts';
import { createScanLedger, type ScanLedger } from '#test/support/letter/scan-ledger.ts';
import { silentLog } from '#test/support/spine/create-spine.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const DAY = 'archief/2026/11/24';

let map: string;
let ledger: ScanLedger;
beforeEach(async () => {
  map = await temporaryFolder();
  ledger = createScanLedger();
});

const path = (...parts: string[]) => join(map, ...parts);
function put(name: string, content: string | Buffer, at?: Date): void {
  mkdirSync(dirname(path('in', name)), { recursive: true });
  writeFileSync(path('in', name), content);
  if (at !== undefined) utimesSync(path('in', name), at, at);
}
const isThere = (...parts: string[]) => existsSync(path(...parts));
const filesIn = (folder: string) => (isThere(folder) ? readdirSync(path(folder)).sort() : []);

interface Options {
  readonly config?: object;
  readonly timings?: Partial<LetterTimings>;
}
/** Starts a source over the folder; it is stopped when the test is over. */
async function start({ config = {}, timings = {} }: Options = {}) {
  const source = createLetterSource(letterConfigSchema.parse({ map, stabielSeconden: 0.15, ...config }), {
    accept: ledger.accept,
    messages: ledger.messages,
    jobs: ledger.jobs,
    clock: { now: () => NOW },
    log: silentLog,
    settleMs: 0,
    timings: { settle: 10, retry: 100, ...timings },
  });
  await source.start();
  onTestFinished(() => source.stop());
  return source;
}
const names = () => ledger.accepted.map(({ aliases }) => aliases[0] ?? '').sort();
const accepted = (count: number) =>
  eventually(() => ledger.accepted.length >= count, { what: `${count} scans accepted` });
const gone = (name: string) => eventually(() => !isThere('in', name), { what: `${name} out of in/` });

describe('the scan folder', () => {
  it('is made with its three parts', async () => {
    const source = await start();
    expect(filesIn('.')).toEqual(['archief', 'in', 'mislukt']);
    expect(source.health()).toEqual([{ name: 'scans', ok: true, detail: 'watching' }]);
  });
  it('is emptied of what lay there before the program started, and of what comes later', async () => {
    put('eerder.PDF', 'a');
    await start();
    await accepted(1);
    put('later.tiff', 'b');
    put('foto.JPEG', 'c');
    await accepted(3);
    expect(names()).toEqual(['eerder.PDF', 'foto.JPEG', 'later.tiff']);
  });
  it('keeps a scan in place until its outcome is known, then archives it with what belongs to it', async () => {
    put('a.pdf', 'a');
    put('a.json', '{"onderwerp":"x"}');
    await start();
    await accepted(1);
    expect(filesIn('in')).toEqual(['a.json', 'a.pdf']);
    ledger.end('a.pdf', 'registered');
    await gone('a.pdf');
    expect(filesIn(DAY)).toEqual(['a.json', 'a.pdf']);
    expect(filesIn('in')).toEqual([]);
  });
  it('moves what could not be read to mislukt/, with the reason in Dutch', async () => {
    put('a.pdf', 'a');
    await start();
    await accepted(1);
    ledger.end('a.pdf', 'parked', { code: 'document-encrypted' });
    await gone('a.pdf');
    expect(filesIn('mislukt')).toEqual(['a.fout.json', 'a.pdf']);
    expect(JSON.parse(readFileSync(path('mislukt/a.fout.json'), 'utf8'))).toEqual({
      code: 'document-encrypted',
      uitleg: 'De PDF opent alleen met een wachtwoord.',
      messageUuid: ledger.accepted[0]?.uuid,
      op: NOW.toISOString(),
    });
  });
  it('finds an outcome of which nothing was heard by looking again', async () => {
    put('a.pdf', 'a');
    await start({ timings: { rescan: 150 } });
    await accepted(1);
    ledger.end('a.pdf', 'registered', undefined, true);
    await gone('a.pdf');
  });
  it('takes a folder that is moved in at once, and keeps it as a folder in the archive', async () => {
    await start();
    mkdirSync(path('batch'));
    writeFileSync(path('batch', '001.pdf'), 'a');
    writeFileSync(path('batch', '002.pdf'), 'b');
    renameSync(path('batch'), path('in', 'batch'));
    await accepted(2);
    ledger.end('001.pdf', 'registered');
    await gone('batch/001.pdf');
    expect(filesIn(`${DAY}/batch`)).toEqual(['001.pdf']);
  });
});

describe('a scan in mislukt/', () => {
  const fail = async (name: string) => {
    put(name, `bytes of ${name}`);
    await accepted(1);
    ledger.end(name, 'parked', { code: 'document-encrypted' });
    await gone(name);
  };
  const noteIn = (folder: string) => JSON.parse(readFileSync(path(folder, 'a.fout.json'), 'utf8')) as unknown;
  const archived = () => eventually(() => filesIn('mislukt').length === 0, { what: 'mislukt/ empty' });

  it('stays there while somebody is at it, and goes to the archive with its note when it is registered', async () => {
    put('a.json', '{"onderwerp":"x"}');
    await start({ timings: { rescan: 50 } });
    await fail('a.pdf');
    ledger.end('a.pdf', 'open');
    put('b.pdf', 'a later scan');
    await accepted(2);
    ledger.end('b.pdf', 'registered');
    await gone('b.pdf');
    expect(filesIn('mislukt')).toEqual(['a.fout.json', 'a.json', 'a.pdf']);
    ledger.end('a.pdf', 'registered', undefined, true);
    await archived();
    expect(filesIn(DAY)).toEqual(['a.fout.json', 'a.json', 'a.pdf', 'b.pdf']);
    expect(noteIn(DAY)).toMatchObject({
      code: 'document-encrypted',
      afloop: { staat: 'geregistreerd', klantcontacten: ['1000000001'] },
    });
  });

  it('goes there too when somebody laid it aside, over nothing of that name', async () => {
    mkdirSync(path(DAY), { recursive: true });
    writeFileSync(path(DAY, 'a.fout.json'), 'van eerder');
    await start({ timings: { rescan: 50 } });
    await fail('a.pdf');
    ledger.end('a.pdf', 'aside', { code: 'verworpen', detail: 'reclame van J. Jansen' }, true);
    await archived();
    expect(filesIn(DAY)).toEqual(['a-2.fout.json', 'a-2.pdf', 'a.fout.json']);
    const note = readFileSync(path(DAY, 'a-2.fout.json'), 'utf8');
    expect([note.includes('"weggelegd"'), note.includes('Jansen')]).toEqual([true, false]);
  });

  it('is moved to the end by the next program when one was killed half way', async () => {
    const killed = await start({ timings: { rescan: 50 } });
    await fail('a.pdf');
    await killed.stop();
    const note = { ...(noteIn('mislukt') as object), archief: `${DAY}/a` };
    writeFileSync(path('mislukt/a.fout.json'), JSON.stringify(note));
    mkdirSync(path(DAY), { recursive: true });
    renameSync(path('mislukt/a.pdf'), path(DAY, 'a.pdf'));
    ledger.end('a.pdf', 'registered', undefined, true);
    await start();
    await archived();
    expect(filesIn(DAY)).toEqual(['a.fout.json', 'a.pdf']);
  });

  it('is left alone when its note is not ours, or points outside the folder', async () => {
    await start({ timings: { rescan: 50 } });
    await fail('a.pdf');
    writeFileSync(path('mislukt/vreemd.fout.json'), '{"messageUuid":"../../x"}');
    writeFileSync(path('mislukt/half.fout.json'), '{"messageUuid":');
    const note = { ...(noteIn('mislukt') as object), archief: '../../elders/a' };
    writeFileSync(path('mislukt/a.fout.json'), JSON.stringify(note));
    ledger.end('a.pdf', 'registered', undefined, true);
    await eventually(() => isThere(DAY, 'a.pdf'), { what: 'archived inside the folder' });
    expect(filesIn('mislukt')).toEqual(['half.fout.json', 'vreemd.fout.json']);
  });
});

describe('a file that is still being written', () => {
  it('is taken whole, when it has stopped growing', async () => {
    await start({ config: { stabielSeconden: 0.4 } });
    put('a.pdf', 'begin');
    let pieces = 0;
    await new Promise<void>((resolve) => {
      const writer = setInterval(() => {
        appendFileSync(path('in', 'a.pdf'), ` ${(pieces += 1)}`);
        if (pieces < 8) return;
        clearInterval(writer);
        resolve();
      }, 100);
    });
    expect(ledger.accepted).toEqual([]);
    await accepted(1);
    expect(Buffer.from(ledger.accepted[0]?.raw ?? []).toString()).toBe('begin 1 2 3 4 5 6 7 8');
  });
  it('waits for its sidecar', async () => {
    await start({ config: { stabielSeconden: 0.4 } });
    put('a.pdf', 'a');
    await eventually(() => isThere('in', 'a.pdf'), { what: 'the scan' });
    put('a.json', '{"onderwerp":"later gekomen"}');
    await accepted(1);
    expect(ledger.accepted[0]?.envelope).toMatchObject({ sidecar: { onderwerp: 'later gekomen' } });
  });
  it('is taken at once when <name>.klaar stands beside it, which goes along', async () => {
    await start({ config: { stabielSeconden: 3_000 } });
    put('a.pdf', 'a');
    put('b.pdf', 'b');
    put('a.klaar', '');
    await accepted(1);
    expect(names()).toEqual(['a.pdf']);
    ledger.end('a.pdf', 'registered');
    await gone('a.pdf');
    expect(filesIn(DAY)).toEqual(['a.klaar', 'a.pdf']);
  });
  it('under a temporary name is left alone, and so is everything that is no scan', async () => {
    for (const name of ['.a.pdf.part', '~a.pdf', '.b.pdf', 'c.pdf.tmp', 'd.docx', 'Thumbs.db']) put(name, name);
    put('e.pdf', 'e');
    const source = await start();
    await accepted(1);
    expect(names()).toEqual(['e.pdf']);
    expect(source.health()).toMatchObject([{ ok: true, detail: 'other-files-waiting' }]);
  });
  it('and was replaced after it was accepted is taken again, and only the new one moves', async () => {
    put('a.pdf', 'eerste');
    await start();
    await accepted(1);
    put('a.pdf', 'tweede, langer');
    ledger.end('a.pdf', 'registered');
    await accepted(2);
    ledger.end('a.pdf', 'registered');
    await gone('a.pdf');
    expect(readFileSync(path(DAY, 'a.pdf'), 'utf8')).toBe('tweede, langer');
  });
});

describe('what is accepted', () => {
  it('has the hash of its bytes as its key, its name to be found by, and its scan date from the sidecar (27)', async () => {
    put('a.pdf', '%PDF-1.7');
    put('a.json', JSON.stringify({ scandatum: '2026-01-08T10:00:00+01:00', vertrouwelijk: true }));
    await start();
    await accepted(1);
    expect(ledger.accepted[0]).toMatchObject({
      key: `letter:${createHash('sha256').update('%PDF-1.7').digest('hex')}`,
      channel: 'letter',
      aliases: ['a.pdf'],
      location: 'a.pdf',
      mediaType: 'application/pdf',
      receivedAt: new Date('2026-01-08T09:00:00Z'),
      envelope: { fileName: 'a.pdf', sidecar: { vertrouwelijk: true } },
    });
  });
  it.each([
    ['its own time without a sidecar', new Date('2026-11-20T08:00:00Z'), new Date('2026-11-20T08:00:00Z')],
    ['the moment of taking in when its own time is absurd', new Date('2050-01-01T00:00:00Z'), NOW],
  ])('has %s', async (_, modified, received) => {
    put('a.pdf', 'a', modified);
    await start();
    await accepted(1);
    expect(ledger.accepted[0]?.receivedAt).toEqual(received);
  });
  it('with a broken sidecar is accepted without it', async () => {
    put('a.pdf', 'a');
    put('a.json', '{"onderwerp": ');
    await start();
    await accepted(1);
    expect(ledger.accepted[0]?.envelope).toMatchObject({ sidecar: {}, sidecarBroken: true });
  });
  it('over the limit of size keeps its beginning and the hash of the whole', async () => {
    put('a.pdf', Buffer.alloc(2 * 1024 * 1024, 'x'));
    await start({ config: { limieten: { bestandMb: 1 } } });
    await accepted(1);
    expect(ledger.accepted[0]).toMatchObject({ envelope: { originalSize: 2 * 1024 * 1024 } });
    expect(ledger.accepted[0]?.raw.byteLength).toBe(256 * 1024);
  });
  it('is never what a link points at', async () => {
    writeFileSync(path('geheim.pdf'), 'geheim');
    mkdirSync(path('elders'));
    writeFileSync(path('elders', 'b.pdf'), 'b');
    mkdirSync(path('in'));
    symlinkSync(path('geheim.pdf'), path('in', 'a.pdf'));
    symlinkSync(path('elders'), path('in', 'map'));
    symlinkSync(path('geheim.pdf'), path('in', 'c.json'));
    put('c.pdf', 'c');
    await start();
    await accepted(1);
    expect(names()).toEqual(['c.pdf']);
    expect(ledger.accepted[0]?.envelope).not.toHaveProperty('sidecar');
  });
});

describe('the same scan again', () => {
  it('under another name is one message; both leave the folder and neither overwrites anything', async () => {
    mkdirSync(path(DAY), { recursive: true });
    writeFileSync(path(DAY, 'a.pdf'), 'van een ander');
    put('a.pdf', 'a');
    put('b.pdf', 'a');
    await start();
    await accepted(1);
    await eventually(() => isThere('in', 'b.pdf'), { what: 'the second' });
    ledger.end('a.pdf', 'registered');
    ledger.end('b.pdf', 'registered');
    await gone('a.pdf');
    await gone('b.pdf');
    expect(ledger.accepted).toHaveLength(1);
    expect(readFileSync(path(DAY, 'a.pdf'), 'utf8')).toBe('van een ander');
    expect(filesIn(DAY)).toEqual(['a-2.pdf', 'a.pdf', 'b-dubbel.pdf']);
  });
  it('after it was archived is known, and put away at once', async () => {
    put('a.pdf', 'a');
    await start();
    await accepted(1);
    ledger.end('a.pdf', 'registered');
    await gone('a.pdf');
    put('a.pdf', 'a');
    await gone('a.pdf');
    expect(ledger.accepted).toHaveLength(1);
    expect(filesIn(DAY)).toEqual(['a-2.pdf', 'a.pdf']);
  });
  it('after the program was killed between accepting and moving is moved by its state', async () => {
    put('a.pdf', 'a');
    const first = await start();
    await accepted(1);
    await first.stop();
    ledger.end('a.pdf', 'registered');
    await start();
    await gone('a.pdf');
    expect(ledger.accepted).toHaveLength(1);
    expect(filesIn(DAY)).toEqual(['a.pdf']);
  });
});

describe('when something does not work', () => {
  it('a ledger that is away costs nothing: the scan stays and is accepted later', async () => {
    ledger.isAway = true;
    put('a.pdf', 'a');
    const source = await start();
    await eventually(() => source.health()[0]?.detail === 'mongodb-unreachable', { what: 'the health to tell' });
    expect(source.health()).toMatchObject([{ ok: false }]);
    expect(isThere('in', 'a.pdf')).toBe(true);
    ledger.isAway = false;
    await accepted(1);
    await eventually(() => source.health()[0]?.ok, { what: 'health again' });
  });
  it('a folder that cannot be made is told with a code, and tried again', async () => {
    writeFileSync(path('bezet'), 'een bestand');
    const source = await start({ config: { map: path('bezet') } });
    expect(source.health()).toEqual([{ name: 'scans', ok: false, detail: 'scan-folder-missing' }]);
    renameSync(path('bezet'), path('weg'));
    await eventually(() => source.health()[0]?.ok, { what: 'the folder made after all' });
  });
  it('a scan that cannot be moved holds up no other', async () => {
    put('batch-1/a.pdf', 'a');
    put('batch-2/b.pdf', 'b');
    // A file stands where the folder of the first one must come.
    mkdirSync(path(DAY), { recursive: true });
    writeFileSync(path(DAY, 'batch-1'), 'in de weg');
    const source = await start();
    await accepted(2);
    for (const name of ['a.pdf', 'b.pdf']) ledger.end(name, 'registered');
    await gone('batch-2/b.pdf');
    expect(isThere('in', 'batch-1/a.pdf')).toBe(true);
    await eventually(() => source.health()[0]?.ok === false, { what: 'the health to tell' });
  });
  it('stops with nothing half accepted', async () => {
    for (let count = 0; count < 20; count += 1) put(`${count}.pdf`, `${count}`);
    const source = await start();
    await accepted(1);
    await source.stop();
    const { length } = ledger.accepted;
    ledger.end('0.pdf', 'registered');
    await eventually(() => ledger.accepted.length === length, { what: 'no more accepted' });
    expect(isThere('in', '0.pdf')).toBe(true);
  });
});
