import { sniffMediaType } from '#channels/letter/reading/sniff-media-type.ts';
import sharp from 'sharp';
import type { FuzzTarget } from '../target.ts';
import { skipped } from '../target.ts';
import { checkNormalised } from './check-normalised.ts';
import { IMAGE_WORDS } from './letter-words.ts';
import { readLetter } from './read-letter.ts';

const LARGEST = 32 * 1024;
/** Larger pictures are made elsewhere: here it is the decoders that count, many times a second. */
const MEGAPIXELS = 1;

async function smallPictures(): Promise<Uint8Array[]> {
  const picture = () => sharp({ create: { width: 48, height: 64, channels: 3, background: '#bbb' } });
  const frame = await picture().png().toBuffer();
  const pages = () => sharp([frame, frame], { join: { animated: true } }).toColourspace('b-w');
  return Promise.all([
    picture().png().toBuffer(),
    picture().png({ palette: true }).toBuffer(),
    picture().grayscale().png({ progressive: true }).toBuffer(),
    picture().jpeg().toBuffer(),
    picture()
      .jpeg({ progressive: true, mozjpeg: true })
      .withExif({ IFD0: { Orientation: '6' } })
      .toBuffer(),
    picture().tiff({ compression: 'none' }).toBuffer(),
    picture().tiff({ compression: 'lzw', predictor: 'horizontal' }).toBuffer(),
    picture().tiff({ compression: 'jpeg', tile: true, tileWidth: 16, tileHeight: 16 }).toBuffer(),
    picture().tiff({ compression: 'deflate', pyramid: true }).toBuffer(),
    pages().tiff({ compression: 'ccittfax4', bitdepth: 1 }).toBuffer(),
    pages().tiff({ compression: 'packbits' }).toBuffer(),
  ]);
}

/** A picture or the pages of a TIFF: what is asked of the file itself, and the pixels that recognition would get. */
export const target: FuzzTarget = {
  title: 'a letter as TIFF, JPEG or PNG: letter.parse.ts with libvips, up to the unit of the register',
  dictionary: IMAGE_WORDS,
  batch: 8,
  largest: LARGEST,
  seeds: smallPictures,
  run: async (bytes) => {
    if (sniffMediaType(bytes) === 'application/pdf') throw skipped();
    await checkNormalised(await readLetter(bytes, MEGAPIXELS));
  },
};
