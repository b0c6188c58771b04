import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { letterConfigSchema } from '#channels/letter/letter.config.ts';
import { createSettleFailed } from '#channels/letter/letter.settle-failed.ts';
import { createLetterSource } from '#channels/letter/letter.source.ts';
import { countFileRequests } from '#test/support/count-file-requests.ts';
import { eventually } from '#test/support/eventually.ts';
import { createScanLedger, type ScanLedger } from '#test/support/letter/scan-ledger.ts';
import { silentLog } from '#test/support/spine/create-spine.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const DAY = 'archief/2026/11/24';
const MANY = 2_000;

let map: string;
let ledger: ScanLedger;
/** Messages that the ledger was asked for. */
let asked = 0;
beforeEach(async () => {
  map = await temporaryFolder();
  ledger = createScanLedger();
  asked = 0;
});
const path = (...parts: string[]) => join(map, ...parts);
function put(name: string, content: string, folder = 'in'): void {
  mkdirSync(dirname(path(folder, name)), { recursive: true });
  writeFileSync(path(folder, name), content);
}
const numbered = (place: number) => `scan-${String(place).padStart(5, '0')}.pdf`;
const names = () => ledger.accepted.map(({ aliases }) => aliases[0] ?? '');
const accepted = (name: string) => eventually(() => names().includes(name), { what: `${name} accepted` });
const gone = (name: string) => eventually(() => !existsSync(path('in', name)), { what: `${name} out of in/` });

/** Looks at everything every half minute, as in the running program: what comes within it is known from events. */
async function start() {
  const source = createLetterSource(letterConfigSchema.parse({ map, ocr: false, stabielSeconden: 0.1 }), {
    accept: ledger.accept,
    messages: {
      find: (uuids, options) => {
        asked += uuids.length;
        return ledger.messages.find(uuids, options);
      },
    },
    jobs: ledger.jobs,
    clock: { now: () => NOW },
    log: silentLog,
    timings: { settle: 10, retry: 100 },
  });
  await source.start();
  onTestFinished(() => source.stop());
}

describe('a folder in which thousands of scans wait for their outcome', () => {
  beforeEach(async () => {
    for (let place = 0; place < MANY; place += 1) put(numbered(place), `inhoud ${place}`);
    await start();
    await eventually(() => ledger.accepted.length === MANY, { what: 'all accepted', deadlineMs: 30_000 });
  });

  it('costs a scan that comes a look at that scan alone', { timeout: 60_000 }, async () => {
    const requests = countFileRequests();
    put('nieuw.pdf', 'nieuw');
    await accepted('nieuw.pdf');
    expect(requests.stop()).toBeLessThan(150);
  });
  it('costs an outcome a look at what has it', { timeout: 60_000 }, async () => {
    asked = 0;
    const requests = countFileRequests();
    for (let place = 100; place < 110; place += 1) ledger.end(numbered(place), 'registered');
    for (let place = 100; place < 110; place += 1) await gone(numbered(place));
    expect(requests.stop()).toBeLessThan(400);
    expect(asked).toBe(10);
    expect(readdirSync(path(DAY))).toHaveLength(10);
  });
});

describe('without waiting for the look at everything', () => {
  it('a scan in a subfolder is noticed, also one that was made just now', async () => {
    mkdirSync(path('in', 'vroeg'), { recursive: true });
    await start();
    put('vroeg/a.pdf', 'a');
    put('laat/b.pdf', 'b');
    await accepted('b.pdf');
    put('laat/c.pdf', 'c');
    await accepted('a.pdf');
    await accepted('c.pdf');
  });
  it('a scan is noticed in a folder that took the place of the one before', async () => {
    await start();
    rmSync(path('in'), { recursive: true });
    await eventually(() => existsSync(path('in')), { what: 'the folder made again' });
    put('a.pdf', 'a');
    await accepted('a.pdf');
    put('b.pdf', 'b');
    await accepted('b.pdf');
  });
  it('a scan that could not be moved leaves when it can', async () => {
    mkdirSync(path(dirname(DAY)), { recursive: true });
    writeFileSync(path(DAY), 'in de weg');
    put('a.pdf', 'a');
    await start();
    await accepted('a.pdf');
    ledger.end('a.pdf', 'registered');
    put('b.pdf', 'b');
    await accepted('b.pdf');
    renameSync(path(DAY), path('weg'));
    await gone('a.pdf');
  });
});

describe('scans that leave together', () => {
  it('take the sidecar that they share along, and lay nothing over another', async () => {
    put('a.pdf', 'eerder', DAY);
    for (const name of ['a.pdf', 'a.tiff', 'a-2.pdf', 'b/a.pdf']) put(name, `inhoud van ${name}`);
    put('a.json', '{"onderwerp":"x"}');
    await start();
    for (const name of ['a.pdf', 'a.tiff', 'a-2.pdf']) await accepted(name);
    await eventually(() => ledger.accepted.length === 4, { what: 'the one in the subfolder' });
    for (const name of ['a.pdf', 'a.tiff', 'a-2.pdf']) ledger.end(name, 'registered');
    for (const name of ['a.pdf', 'a.tiff', 'a-2.pdf', 'b/a.pdf']) await gone(name);
    expect(readdirSync(path('in'))).toEqual(['b']);
    const kept = readdirSync(path(DAY), { recursive: true }).map(String);
    expect(kept.filter((name) => name.endsWith('.json'))).toHaveLength(1);
    expect(kept.filter((name) => /\.(pdf|tiff)$/.test(name))).toHaveLength(5);
  });
});

describe('thousands of notes in mislukt/', () => {
  const uuidOf = (place: number) => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;
  const NOTES = 2_500;
  const parts: number[] = [];
  const finished = new Set<string>();
  const look = () =>
    createSettleFailed(
      { in: path('in'), archief: path('archief'), mislukt: path('mislukt') },
      {
        find: (uuids) => {
          parts.push(uuids.length);
          return Promise.resolve(
            uuids.map((uuid) => ({
              ...{ uuid, key: uuid, channel: 'letter' as const, aliases: [], locations: [], mediaType: '', sha256: '' },
              ...{ state: finished.has(uuid) ? ('registered' as const) : ('parked' as const), envelope: {}, size: 1 },
              ...{ receivedAt: NOW, acceptedAt: NOW, attempts: 0, klantcontacten: [], internetaken: [], steps: [] },
            })),
          );
        },
      },
    );

  it('are read in parts, and leave so many at a time', { timeout: 60_000 }, async () => {
    mkdirSync(path('archief'), { recursive: true });
    for (let place = 0; place < NOTES; place += 1) {
      put(numbered(place), 'x', 'mislukt');
      put(numbered(place).replace('.pdf', '.fout.json'), JSON.stringify({ messageUuid: uuidOf(place) }), 'mislukt');
    }
    for (let place = 2_200; place < 2_450; place += 1) finished.add(uuidOf(place));
    const settleFailed = look();
    const requests = countFileRequests();
    expect(await settleFailed(NOW)).toEqual({ settled: 0, hasMore: false });
    // Of each note a look at it, and its opening, size, bytes and closing.
    expect(requests.stop()).toBeLessThan(2_000 * 6);
    expect(parts.splice(0)).toEqual([500, 500, 500, 500]);
    expect(await settleFailed(NOW)).toEqual({ settled: 200, hasMore: true });
    expect(await settleFailed(NOW)).toEqual({ settled: 50, hasMore: false });
    expect(readdirSync(path(DAY))).toHaveLength(500);
    expect(readdirSync(path('mislukt'))).toHaveLength(2 * (NOTES - 250));
    parts.length = 0;
    await settleFailed(NOW);
    expect(parts.reduce((sum, one) => sum + one, 0)).toBe(2_000);
  });
});
