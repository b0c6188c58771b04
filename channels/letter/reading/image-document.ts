import sharp, { type Metadata } from 'sharp';

import { unreadableLetter } from '../letter.errors.ts';
import type { GrayImage } from './find-skew-angle.ts';
import { LARGEST_PAGE_MEGAPIXELS, RECOGNITION_DPI, toGray } from './page-image.ts';

const A4_INCHES = 11.69;

export type ImageDocument = { pageCount: number; page(number: number): Promise<{ image: GrayImage; dpi: number }> };

/**
 * One picture, or the pages of a TIFF. Only headers are read here, and again of each page before its pixels are: a small file can claim
 * any size. `maxMegapixels` bounds what is decoded; what is recognised is reduced to the largest letter.
 */
export async function openImage(bytes: Uint8Array, maxMegapixels: number): Promise<ImageDocument> {
  const { pages } = await header(bytes, 0);
  return { pageCount: pages ?? 1, page: (number) => decodePage(bytes, number - 1, maxMegapixels) };
}

async function decodePage(bytes: Uint8Array, page: number, maxMegapixels: number) {
  const facts = await header(bytes, page);
  const { width, height, density } = facts;
  const megapixels = (width * height) / 1e6;
  if (megapixels > maxMegapixels || isTooMuch(facts)) {
    throw unreadableLetter('image-too-large', { facts: { width, height } });
  }
  const factor = Math.min(1, Math.sqrt(LARGEST_PAGE_MEGAPIXELS / megapixels));
  const image = sharp(bytes, { page, failOn: 'error', limitInputPixels: Math.ceil(maxMegapixels * 1e6) })
    .autoOrient()
    .flatten({ background: '#fff' });
  const reduced =
    factor === 1
      ? image
      : image.resize({ width: Math.ceil(width * factor), height: Math.ceil(height * factor), fit: 'inside' });
  const gray = await toGray(reduced).catch((cause: unknown) => {
    throw unreadableLetter('document-corrupt', { cause });
  });
  return { image: gray, dpi: resolution(width, height, density) * factor };
}

async function header(bytes: Uint8Array, page: number): Promise<Metadata & { width: number; height: number }> {
  try {
    return await sharp(bytes, { page, limitInputPixels: false }).metadata();
  } catch (cause) {
    throw unreadableLetter('document-corrupt', { cause });
  }
}

/** Bytes of a picture as it is decoded row by row: 200 megapixels in colour. More of it is deep colour or many layers. */
const MOST_DECODED = 650e6;
/** Bytes of one that cannot be decoded row by row and so stands in memory whole. */
const MOST_AT_ONCE = 200e6;

/** By its header alone: whether decoding would take more time or memory than a letter is worth. */
function isTooMuch({ width, height, channels, depth, ...facts }: Metadata & Size): boolean {
  const pixels = width * height;
  const bytes = pixels * channels * (BYTES[depth] ?? 8);
  // The coefficients of a progressive JPEG are numbers of 16 bits, half of them with colour at half the resolution.
  const samples = facts.chromaSubsampling === '4:2:0' ? 1.5 : channels;
  const isWhole = facts.isProgressive === true;
  const whole = facts.format === 'jpeg' ? pixels * 2 * samples : bytes;
  return bytes > MOST_DECODED || (isWhole && whole > MOST_AT_ONCE);
}
type Size = { width: number; height: number };
const BYTES: Readonly<Record<string, number>> = { uchar: 1, char: 1, ushort: 2, short: 2, uint: 4, int: 4, float: 4 };

/** A scanner says how many dots an inch has; a camera says 72 whatever the size, and then the picture is one A4. */
function resolution(width: number, height: number, density: number | undefined): number {
  const longest = Math.max(width, height);
  const inches = density === undefined ? 0 : longest / density;
  const believable = density !== undefined && density >= 90 && inches >= 3 && inches <= 24;
  return believable ? density : Math.min(Math.max(longest / A4_INCHES, RECOGNITION_DPI / 2), 1200);
}
