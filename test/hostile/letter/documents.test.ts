import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letterConfigSchema } from '#channels/letter/letter.config.ts';
import { toNewMessage } from '#channels/letter/letter.new-message.ts';
import { letterNormaliseUnit } from '#channels/letter/letter.settings.ts';
import { createHostileWorld, LIMITS, type Ending } from '#test/support/hostile/create-hostile-world.ts';
import { armedPdfs, contradictingPdfs, hostilePdfs, LETTER } from '#test/support/hostile/letter/hostile-pdfs.ts';
import { findScans } from '#test/support/letter/find-scans.ts';
import { hostileJpegs } from '#test/support/hostile/letter/jpeg.ts';
import { noisePages, otherFiles } from '#test/support/hostile/letter/other-files.ts';
import { onePage, packed, show } from '#test/support/hostile/letter/pdf.ts';
import { hostilePngs } from '#test/support/hostile/letter/png.ts';
import { hostileTiffs } from '#test/support/hostile/letter/tiff.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
const config = letterConfigSchema.parse({ map: 'scans' });
let world: Awaited<ReturnType<typeof createHostileWorld>>;
let map: string;
beforeAll(async () => {
  map = await mkdtemp(join(tmpdir(), 'klantcontact-proef-'));
  const nobody = { afdelingen: [], medewerkers: [], regels: [] };
  world = await createHostileWorld(stores, { letter: letterNormaliseUnit(config, nobody) });
});
afterAll(async () => {
  await world?.close();
  await rm(map, { recursive: true, force: true });
});

let cpuBefore = 0;
/** A file in a folder of its own, as the source finds it; all of them by one reader, as in the running program. */
async function offer(name: string, bytes: Uint8Array, sidecar?: string): Promise<Ending> {
  const folder = join(map, randomUUID());
  mkdirSync(folder);
  writeFileSync(join(folder, name), bytes);
  if (sidecar !== undefined) writeFileSync(join(folder, `${name}.json`), sidecar);
  const scans = await findScans(folder);
  const message = await toNewMessage(scans[0] ?? expect.unreachable(), config.limieten, new Date());
  const ending = await world.offer(message ?? expect.unreachable(), { sameReader: true });
  const readerCpuMs = ending.readerCpuMs - (ending.readerCpuMs >= cpuBefore ? cpuBefore : 0);
  cpuBefore = ending.state === 'parked' && ending.code?.startsWith('reader-') ? 0 : ending.readerCpuMs;
  return { ...ending, readerCpuMs };
}

/** In time by the processor: what else runs on the machine is no fault of the file. */
function expectBounded({ state, klantcontacten, readerCpuMs, readerMb, stallMs }: Ending): void {
  expect(['registered', 'parked']).toContain(state);
  expect(klantcontacten).toBe(state === 'registered' ? 1 : 0);
  expect(readerCpuMs).toBeLessThan(LIMITS.ms);
  expect(readerMb).toBeLessThan(LIMITS.readerMb);
  expect(stallMs).toBeLessThan(1_000);
}

const rows = (cases: Readonly<Record<string, () => Uint8Array | Promise<Uint8Array>>>) => Object.entries(cases);
const inhoudOf = async () =>
  (await world.collection('klantcontacten').find().sort({ _id: 1 }).toArray()).map((one) =>
    String(one['inhoud'] ?? ''),
  );

/** What holds each of these back; without it they would still end, later and larger. */
const REASONS: Readonly<Record<string, string>> = {
  'PNG of 14,000 by 14,000 in full colour, interlaced': 'image-too-large',
  'JPEG that claims 14,000 by 14,000, progressive': 'image-too-large',
  'TIFF of 30,000 directories': 'document-too-many-pages',
  'PDF that claims a million pages': 'document-too-many-pages',
  'PDF whose text unpacks to 10 GB': 'document-reader-crashed',
  'PDF whose pattern is painted with itself': 'reader-timeout',
};

describe('a hostile file', () => {
  it.each([
    ...rows(hostilePngs).map(([name, make]) => [`PNG ${name}`, 'a.png', make] as const),
    ...rows(hostileTiffs).map(([name, make]) => [`TIFF ${name}`, 'a.tif', make] as const),
    ...rows(hostileJpegs).map(([name, make]) => [`JPEG ${name}`, 'a.jpg', make] as const),
    ...rows(hostilePdfs).map(([name, make]) => [`PDF ${name}`, 'a.pdf', make] as const),
    ...rows(noisePages).map(([name, make]) => [`page ${name}`, 'a.png', make] as const),
  ])('%s ends registered or parked, in time and within memory', async (name, file, make) => {
    const ending = await offer(file, await make());
    expectBounded(ending);
    if (name in REASONS) expect(ending).toMatchObject({ state: 'parked', code: REASONS[name] });
  });

  it.each(rows(otherFiles))('%s is parked as no letter, whatever it is called', async (_, make) => {
    const ending = await offer('a.png', await make());
    expectBounded(ending);
    expect(ending.state).toBe('parked');
    expect(['document-type-unsupported', 'document-empty', 'document-corrupt']).toContain(ending.code);
  });
});

describe('a PDF', () => {
  it.each(rows(armedPdfs))('%s is registered; nothing in it runs and only its page is read', async (_, make) => {
    const ending = await offer('a.pdf', await make());
    expectBounded(ending);
    expect(ending.state).toBe('registered');
  });

  it.each(rows(contradictingPdfs))('%s tells what stands on the page, not what is hidden in it', async (_, make) => {
    const before = new Set(await inhoudOf());
    const ending = await offer('a.pdf', await make());
    expectBounded(ending);
    expect(ending.state).toBe('registered');
    for (const inhoud of (await inhoudOf()).filter((one) => !before.has(one))) {
      expect(inhoud).not.toContain('overmaken');
    }
  });

  it('whose characters turn the text round is registered with what can be seen of them', async () => {
    const table = ['<61> <202E>', '<62> <0000>', '<63> <200B>', '<64> <001B>', '<65> <0065>', '<66> <2066>'];
    const words = Array.from({ length: 12 }, () => 'eaebecedeefe').join(' ');
    const bytes = onePage({
      content: packed(`BT /U 9 Tf 40 700 Td (${words}) Tj ET ${show(LETTER, 600)}`),
      more: [
        '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>',
        packed(`begincmap 1 begincodespacerange <00> <ff> endcodespacerange 6 beginbfchar ${table.join('\n')} endbfchar endcmap`), // prettier-ignore
      ],
      fonts: '/U 5 0 R',
    });
    const ending = await offer('a.pdf', bytes);
    expect(ending.state).toBe('registered');
    // eslint-disable-next-line no-control-regex
    for (const inhoud of await inhoudOf()) expect(inhoud).not.toMatch(/[\u202e\u2066\u200b\u0000\u001b]/);
  });
});

describe('a sound letter after all of these', () => {
  it('is registered with its text', async () => {
    const ending = await offer('goed.pdf', onePage({ content: packed(show(LETTER)) }));
    expect(ending).toMatchObject({ state: 'registered', klantcontacten: 1 });
    expect((await inhoudOf()).some((inhoud) => inhoud.includes('lantaarn in onze straat'))).toBe(true);
  });
});
