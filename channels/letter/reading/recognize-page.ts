import { busiestBand } from './busiest-band.ts';
import type { GrayImage } from './find-skew-angle.ts';
import { isBlank } from './is-blank.ts';
import { preparePage, turnQuarter } from './page-image.ts';
import type { RecognizedText, TextRecognizer } from './text-recognizer.ts';
import { processorMs } from './time-in-hand.ts';

/** What scores less may lie upside down; an upside-down page scores about 30–50. */
const DOUBTFUL_CONFIDENCE = 70;
/** Pixels at 300 dpi: ten lines of print, enough to tell up from down. */
const BAND = 480;
/** Milliseconds a pixel of width: ten dense lines of A4 take half a second, the first ones more, and noise several. */
const BAND_MS = 1;
/** For a whole page whose busiest ten lines are print: an A3 full of small letters takes seven seconds. */
const PRINT_MS = 9_000;
const PRINT_CONFIDENCE = 80;
/** For a whole page of which the busiest ten lines hold no word: a picture, most likely. */
const PICTURE_MS = 2_000;
const NOTHING: RecognizedText = { text: '', words: 0, confidence: 0, doubtfulWords: [] };

/**
 * The text of one page picture, whichever way up it lies: confidence decides. Ten lines of it are tried first: they tell
 * which way up it lies, and whether it is print at all; pure noise would take forty seconds. Null when it cannot be
 * recognised, or not within `limitMs` of processor time (more when it is print: a dense page takes four seconds).
 */
export async function recognizePage(
  image: GrayImage,
  dpi: number,
  recognizer: TextRecognizer,
  limitMs: number,
): Promise<RecognizedText | null> {
  const start = processorMs();
  const left = () => limitMs - (processorMs() - start);
  if (isBlank(image)) return NOTHING;
  const page = await preparePage(image, dpi);
  const band = busiestBand(page, BAND);
  const bandMs = () => Math.min(BAND_MS * band.width, left());
  const upright = await recognizer.recognize(band, bandMs());
  if (upright === null) return null;
  const isDoubtful = upright.words > 0 && upright.confidence < DOUBTFUL_CONFIDENCE;
  const turned = isDoubtful ? await recognizer.recognize(await turnQuarter(band, 180), bandMs()) : null;
  const isTurned = turned !== null && turned.confidence > upright.confidence;
  const { words, confidence } = isTurned ? turned : upright;
  const limit = words === 0 ? Math.min(PICTURE_MS, left()) : confidence >= PRINT_CONFIDENCE ? PRINT_MS : left();
  return recognizer.recognize(isTurned ? await turnQuarter(page, 180) : page, limit);
}
