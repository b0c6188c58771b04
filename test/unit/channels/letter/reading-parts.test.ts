import { describe, expect, it } from 'vitest';
import { toDocumentReading } from '#channels/letter/reading/document-reading.ts';
import { evenLighting } from '#channels/letter/reading/even-lighting.ts';
import { findSkewAngle, transpose, type GrayImage } from '#channels/letter/reading/find-skew-angle.ts';
import { sniffMediaType } from '#channels/letter/reading/sniff-media-type.ts';
import { isReadable, isTextLayerEnough } from '#channels/letter/reading/text-layer-quality.ts';

const WIDTH = 800;
const HEIGHT = 1000;
/** A white page with a black line of text every 20 pixels, sloping by so many degrees. */
function ruled(degrees: number, shade: (x: number) => number = () => 255): GrayImage {
  const data = new Uint8Array(WIDTH * HEIGHT);
  const slope = Math.tan((degrees * Math.PI) / 180);
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1) {
      const line = (((y - x * slope) % 20) + 20) % 20;
      const row = Math.floor((y - x * slope) / 20);
      data[y * WIDTH + x] = line < 6 && ((x >> 2) * 31 + row * 17) % 7 > 2 ? shade(x) * 0.1 : shade(x);
    }
  return { data, width: WIDTH, height: HEIGHT };
}

describe('the skew of a page', () => {
  it.each([0, 0.7, -1.9, 4, -8])('of %d degrees is found to a tenth of a degree', (degrees) => {
    expect(Math.abs(findSkewAngle(ruled(degrees)).angle + degrees)).toBeLessThanOrEqual(0.1);
  });
  it('is found through a shadow over the page', () => {
    expect(findSkewAngle(ruled(2, (x) => 80 + x / 5)).angle).toBeCloseTo(-2, 0);
  });
  it('lines stand out along the page, not across it', () => {
    const page = ruled(0);
    expect(findSkewAngle(page).sharpness).toBeGreaterThan(1.5 * findSkewAngle(transpose(page)).sharpness);
  });
});

describe('the light on a page', () => {
  it('is taken off, so that paper in the shade is as white as the rest and its ink as black', () => {
    const { data } = evenLighting(ruled(0, (x) => 240 - x / 5));
    const row = (y: number) => [...data.subarray(y * WIDTH, (y + 1) * WIDTH)];
    expect(Math.min(...row(510))).toBeGreaterThan(200);
    expect(Math.min(...row(502))).toBeLessThan(60);
  });
  it('of an even page is left as it is', () => {
    const page = ruled(0);
    expect(evenLighting(page)).toBe(page);
  });
});

describe('the text layer of a page', () => {
  const sentence = 'Ik verzoek u hierbij om een uittreksel uit de basisregistratie personen. ';
  it('stands by itself with more than fifty words, or when nothing else is drawn', () => {
    expect(isTextLayerEnough(sentence.repeat(6), false)).toBe(true);
    expect(isTextLayerEnough(sentence, true)).toBe(true);
  });
  it('of a few words over a picture is the stamp of a scanner', () => {
    expect(isTextLayerEnough('Gescand met een scanner van de gemeente', false)).toBe(false);
  });
  it.each([
    ['signs', '!"#$%& \u0007\u0008 ()*+ ,-./ '.repeat(30)],
    ['shifted letters', '7KLV LV WKH WHKW RI WKH OHWWHU WKDW FDQQRW EH UHDG '.repeat(10)],
    ['replacement characters', '\uFFFD\uFFFD\uFFFD \uFFFD\uFFFD '.repeat(40)],
    ['nothing', ' \n '],
  ])('of a font without a map (%s) is not readable', (_, text) => {
    expect(isReadable(text)).toBe(false);
    expect(isTextLayerEnough(text, true)).toBe(false);
  });
  it('in another script is readable', () => {
    expect(isReadable('أنا أكتب إليكم بخصوص تصريح الإقامة الخاص بي وأود أن أعرف متى')).toBe(true);
  });
});

describe('the reading of a document', () => {
  const words = (count: number) => 'woord '.repeat(count).trim();
  it('weighs confidence by words, and keeps blank pages without text', () => {
    const reading = toDocumentReading('image/tiff', [
      { text: words(30), source: 'ocr', confidence: 90 },
      { text: '', source: 'ocr', confidence: 0 },
      { text: words(10), source: 'ocr', confidence: 50 },
    ]);
    expect(reading).toMatchObject({
      pageCount: 3,
      confidence: 80,
      legible: true,
      text: `${words(30)}\n\n${words(10)}`,
    });
    expect(reading.pages.map(({ number }) => number)).toEqual([1, 2, 3]);
  });
  it('needs five words and a confidence of 80 to be legible', () => {
    const legible = (count: number, confidence: number) =>
      toDocumentReading('image/png', [{ text: words(count), source: 'ocr', confidence }]).legible;
    expect([legible(5, 80), legible(4, 99), legible(500, 79)]).toEqual([true, false, false]);
  });
});

describe('the type of a scan', () => {
  it.each([
    ['a PDF', Buffer.from('%PDF-1.7'), 'application/pdf'],
    ['a PDF behind a printer command', Buffer.from('\u001b%-12345X@PJL\n%PDF-1.4'), 'application/pdf'],
    ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
    ['a PNG', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'image/png'],
    ['a TIFF of either byte order', Buffer.from('MM\0*', 'latin1'), 'image/tiff'],
    ['a Word document', Buffer.from('PK\u0003\u0004'), null],
    ['half a magic number', Buffer.from([0xff, 0xd8]), null],
  ])('%s is told by its first bytes', (_, bytes, type) => {
    expect(sniffMediaType(bytes)).toBe(type);
  });
});
