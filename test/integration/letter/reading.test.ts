import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { readDocument, type ReadingOptions } from '#channels/letter/reading/read-document.ts';
import { sniffMediaType } from '#channels/letter/reading/sniff-media-type.ts';
import { createTextRecognizer } from '#channels/letter/reading/text-recognizer.ts';
import { emptyPdf, encryptedPdf, printed, scannedPdf, tiff, typedPdf } from '#test/support/letter/pages.ts';

const recognizer = createTextRecognizer();
afterAll(() => recognizer.close());

const limits = { paginas: 500, megapixels: 200, ocrPaginas: 20 };
const read = (bytes: Uint8Array, options: Partial<ReadingOptions> = {}) =>
  readDocument(bytes, sniffMediaType(bytes) ?? 'application/pdf', {
    limits,
    ocr: true,
    ocrBudgetMs: 300_000,
    recognizer,
    ...options,
  });

const FIRST = `K. van den Berg-Özdemir
Lange Brinkweg 12-a
5211 AP 's-Hertogenbosch

Geachte heer, mevrouw,

Hierbij vraag ik een vergunning aan voor het kappen van één esdoorn in mijn achtertuin. De boom is ziek en
staat te dicht op de schuur van mijn buren. Bij deze brief vindt u een situatieschets en twee foto's.

Met vriendelijke groet,
K. van den Berg-Özdemir`;
const SECOND = `Bladzijde twee. De schuur is gebouwd in 1987 en ligt 3,20 meter van de erfgrens. Graag hoor ik binnen zes
weken van u of ik mag beginnen.`;

const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
/** Share of the words of a text that were read. */
function recall(read: string, written: string): number {
  const seen = new Set(words(read));
  const wanted = words(written);
  return wanted.filter((word) => seen.has(word)).length / wanted.length;
}

describe('a document with a text layer', () => {
  it('is read without recognition, diacritics and all', async () => {
    const reading = await read(await typedPdf(FIRST, SECOND), { ocr: false });
    expect(reading).toMatchObject({ mediaType: 'application/pdf', pageCount: 2, confidence: 100, legible: true });
    expect(reading.pages.map(({ source }) => source)).toEqual(['text-layer', 'text-layer']);
    expect(reading.text).toContain("5211 AP 's-Hertogenbosch");
    expect(reading.text).toContain('één esdoorn');
  });
  it('that is only the stamp of a scanner is recognised all the same', { timeout: 60_000 }, async () => {
    const [picture] = await printed(300, FIRST);
    const reading = await read(await scannedPdf([picture as Buffer], 'Gescand door de postkamer van de gemeente'));
    expect(reading.pages).toMatchObject([{ source: 'ocr' }]);
    expect(recall(reading.text, FIRST)).toBeGreaterThan(0.97);
  });
});

describe('a scanned document', { timeout: 60_000 }, () => {
  it.each(['ccittfax4', 'lzw'] as const)('as a TIFF of two pages (%s) is read page by page', async (compression) => {
    const reading = await read(await tiff(await printed(300, FIRST, SECOND), compression));
    expect(reading).toMatchObject({ mediaType: 'image/tiff', pageCount: 2, legible: true });
    expect(recall(reading.pages[0]?.text ?? '', FIRST)).toBeGreaterThan(0.95);
    expect(recall(reading.pages[1]?.text ?? '', SECOND)).toBeGreaterThan(0.95);
  });
  it.each([
    ['askew', 4.3],
    ['on its side', 90],
    ['upside down', 180],
    ['on its other side, askew', 267],
  ])('that lies %s is read', async (_, degrees) => {
    const [picture] = await printed(300, FIRST);
    const reading = await read(await sharp(picture).rotate(degrees, { background: '#fff' }).png().toBuffer());
    expect(reading.legible).toBe(true);
    expect(recall(reading.text, FIRST)).toBeGreaterThan(0.95);
  });
  it('photographed half in the shade, by a camera held upright, is read in full', async () => {
    const [picture] = await printed(200, FIRST);
    const { data, info } = await sharp(picture).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
    for (let at = 0; at < data.length; at += 1) {
      const shade = 0.35 + (0.6 * (at % info.width)) / info.width;
      data[at] = Math.round((data[at] ?? 0) * shade);
    }
    const photo = await sharp(data, { raw: { width: info.width, height: info.height, channels: 1 } })
      .rotate(-90)
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 80 })
      .toBuffer();
    const reading = await read(photo);
    expect(reading.mediaType).toBe('image/jpeg');
    expect(recall(reading.text, FIRST)).toBeGreaterThan(0.95);
  });
  it('of 200 dots per inch is enlarged and read', async () => {
    const [picture] = await printed(200, FIRST);
    expect(recall((await read(picture as Buffer)).text, FIRST)).toBeGreaterThan(0.95);
  });
  it('is recognised up to the limit of pages; the rest is left to a person', async () => {
    const pictures = await printed(150, FIRST, SECOND, SECOND);
    const reading = await read(await scannedPdf(pictures), { limits: { ...limits, ocrPaginas: 1 } });
    expect(reading.pages.map(({ source }) => source)).toEqual(['ocr', 'none', 'none']);
  });
  it('is recognised for as long as there is time', async () => {
    const reading = await read(await scannedPdf(await printed(150, FIRST)), { ocrBudgetMs: -1 });
    expect(reading.pages).toEqual([{ number: 1, text: '', source: 'none' }]);
  });
  it('is not recognised when that is switched off', async () => {
    const reading = await read(await scannedPdf(await printed(150, FIRST)), { ocr: false });
    expect(reading).toMatchObject({ text: '', legible: false, pages: [{ source: 'none' }] });
  });
  it('that is blank has no text and is not legible', async () => {
    expect(await read(await emptyPdf(1))).toMatchObject({ text: '', legible: false, pageCount: 1 });
  });
  it('on a sheet of ten metres is rendered small, and in time', async () => {
    expect(await read(await emptyPdf(1, [14_400, 14_400]))).toMatchObject({ pageCount: 1 });
  });
});

describe('a recogniser that does not come to an end', () => {
  it('leaves the page to a person, and reads the next one', { timeout: 60_000 }, async () => {
    const own = createTextRecognizer();
    const hasty = {
      recognize: (page: Parameters<typeof own.recognize>[0]) => own.recognize(page, 1),
      close: own.close,
    };
    const [picture] = await printed(150, FIRST);
    expect(await read(picture as Buffer, { recognizer: hasty })).toMatchObject({ pages: [{ source: 'none' }] });
    expect(await read(picture as Buffer, { recognizer: own })).toMatchObject({ pages: [{ source: 'ocr' }] });
    await own.close();
  });
});

describe('a document that cannot be read', () => {
  it.each([
    ['with a password', 'document-encrypted', () => encryptedPdf(FIRST)],
    ['that is cut off', 'document-corrupt', async () => (await typedPdf(FIRST)).slice(0, 300)],
    ['that is half a picture', 'document-corrupt', async () => (await printed(100, FIRST))[0]?.subarray(0, 4_000)],
    [
      'that only says it is a TIFF',
      'document-corrupt',
      () => Promise.resolve(Buffer.from('II*\0aaaaaaaaaaaa', 'latin1')),
    ],
    ['with too many pages', 'document-too-many-pages', () => emptyPdf(4)],
    ['with too large a picture', 'image-too-large', () => claim(30_000, 30_000)],
  ])('%s is unprocessable: %s', async (_, code, make) => {
    const bytes = await make();
    const reading = read(bytes as Uint8Array, { limits: { ...limits, paginas: 3 } });
    await expect(reading).rejects.toMatchObject({ kind: 'unprocessable', code });
  });
});

describe('a damaged document', { timeout: 120_000 }, () => {
  const blind = { recognize: () => Promise.resolve(null), close: () => Promise.resolve() };
  const damage = fc.array(
    fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), to: fc.integer({ min: 0, max: 255 }) }),
    {
      minLength: 1,
      maxLength: 40,
    },
  );
  it.each([
    ['PDF', () => typedPdf(FIRST)],
    ['scanned PDF', async () => scannedPdf(await printed(72, FIRST))],
    [
      'TIFF',
      async () =>
        sharp((await printed(72, FIRST))[0])
          .tiff({ compression: 'lzw' })
          .toBuffer(),
    ],
    [
      'JPEG',
      async () =>
        sharp((await printed(72, FIRST))[0])
          .jpeg()
          .toBuffer(),
    ],
    ['PNG', async () => (await printed(72, FIRST))[0] as Buffer],
  ])('(%s) ends in a reading or an unprocessable failure, whatever was damaged', async (_, make) => {
    const whole = await make();
    await fc.assert(
      fc.asyncProperty(damage, fc.double({ min: 0.3, max: 1, noNaN: true }), async (hits, kept) => {
        const bytes = Uint8Array.from(whole.subarray(0, Math.ceil(whole.length * kept)));
        for (const { at, to } of hits) bytes[8 + Math.floor(at * (bytes.length - 9))] = to;
        const outcome = await read(bytes, { recognizer: blind, limits: { ...limits, megapixels: 40 } }).catch(
          (thrown: unknown) => thrown,
        );
        if (outcome instanceof Error) expect(outcome).toMatchObject({ kind: 'unprocessable' });
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });
});

/** A small PNG that claims to have this many pixels. */
async function claim(width: number, height: number): Promise<Buffer> {
  const png = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return png;
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

const FIXTURES = '../shared/fixtures/scans/ocrmypdf/';
describe.skipIf(!existsSync(FIXTURES))('scans of ../shared/fixtures (skipped where absent)', () => {
  const names = existsSync(FIXTURES) ? readdirSync(FIXTURES).filter((name) => /\.(pdf|png|jpg)$/.test(name)) : [];
  // Read by other tests, or the same picture in another colour space; each takes seconds.
  const skipped = /^(cardinal|jbig2_baddevicen|ccitt|linn|rotated_skew|baiona_(gray|alpha|colormapped))\./;
  it.each(names.filter((name) => !skipped.test(name)))(
    '%s ends in a reading or an unprocessable failure',
    { timeout: 80_000 },
    async (name) => {
      const outcome = await read(readFileSync(FIXTURES + name)).catch((thrown: unknown) => thrown);
      if (outcome instanceof Error) expect(outcome).toMatchObject({ kind: 'unprocessable' });
      else expect(outcome).toMatchObject({ pageCount: expect.any(Number) as number });
    },
  );
  it.each(['linn.png', 'rotated_skew.pdf'])('%s is read almost entirely', { timeout: 60_000 }, async (name) => {
    const reading = await read(readFileSync(FIXTURES + name));
    expect(reading.legible).toBe(true);
    expect(recall(reading.text, readFileSync(`${FIXTURES}linn.txt`, 'utf8'))).toBeGreaterThan(0.95);
  });
});
