import { HONDENBELASTING, NATURALISATIE } from '#main/demo/seed/letter/letter-texts.ts';
import { emptyPdf, encryptedPdf, scannedPdf, typedPdf } from '#test/support/letter/pages.ts';
import sharp from 'sharp';
import type { FuzzTarget } from '../target.ts';
import { checkNormalised } from './check-normalised.ts';
import { PDF_WORDS } from './letter-words.ts';
import { readLetter } from './read-letter.ts';
import { seedFiles } from './seed-files.ts';

const LARGEST = 16 * 1024;
/** Enough to draw everything, and little to turn and light afterwards. */
const MEGAPIXELS = 0.05;

/** A PDF from its bytes to the documents of the register. */
export const target: FuzzTarget = {
  title: 'a letter as PDF: letter.parse.ts with PDFium, up to the unit of the register; recognition is a stand-in',
  dictionary: PDF_WORDS,
  batch: 4,
  largest: LARGEST,
  seeds: async () => {
    const dot = await sharp({ create: { width: 40, height: 60, channels: 3, background: '#888' } })
      .png()
      .toBuffer();
    const letters = [await typedPdf(HONDENBELASTING), await typedPdf(...NATURALISATIE)];
    const made = [await typedPdf('Betreft: een stoeptegel'), await emptyPdf(2), await scannedPdf([dot], 'x')];
    const seeds = [...letters, ...made, await encryptedPdf('x')];
    return [
      ...seeds.filter(({ byteLength }) => byteLength <= LARGEST),
      ...(await seedFiles('../shared/fixtures', ['.pdf'], 4 * 1024)),
    ];
  },
  run: async (bytes) => checkNormalised(await readLetter(bytes, MEGAPIXELS)),
};
