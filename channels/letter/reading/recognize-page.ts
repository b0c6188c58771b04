import type { GrayImage } from './find-skew-angle.ts';
import { preparePage, turnQuarter } from './page-image.ts';
import type { RecognizedText, TextRecognizer } from './text-recognizer.ts';

/** A page that scores less is tried upside down as well; an upside-down page scores about 30–50. */
const DOUBTFUL_CONFIDENCE = 70;
/** Milliseconds. A dense page takes four seconds of one core, pure noise forty. */
const PAGE_LIMIT = 60_000;

/** The text of one page picture, whichever way up it lies: confidence decides. Null when it cannot be recognised. */
export async function recognizePage(
  image: GrayImage,
  dpi: number,
  recognizer: TextRecognizer,
): Promise<RecognizedText | null> {
  const page = await preparePage(image, dpi);
  const read = await recognizer.recognize(page, PAGE_LIMIT);
  if (read === null || read.words === 0 || read.confidence >= DOUBTFUL_CONFIDENCE) return read;
  const turned = await recognizer.recognize(await turnQuarter(page, 180), PAGE_LIMIT);
  return turned !== null && turned.confidence > read.confidence ? turned : read;
}
