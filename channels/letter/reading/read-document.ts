import { toFailure } from '#domain/failure/failure.ts';
import { unreadableLetter } from '../letter.errors.ts';
import {
  countWords,
  isLegible,
  toDocumentReading,
  type DocumentMediaType,
  type DocumentReading,
  type PageText,
} from './document-reading.ts';
import type { GrayImage } from './find-skew-angle.ts';
import { openImage } from './image-document.ts';
import { openPdf, type PdfPage } from './pdf-document.ts';
import { createLayerJudge, type LayerJudge } from './layer-judge.ts';
import { recognizePage } from './recognize-page.ts';
import { isReadable, isTextLayerEnough } from './text-layer-quality.ts';
import type { TextRecognizer } from './text-recognizer.ts';
import { createTimeInHand, processorMs } from './time-in-hand.ts';

export interface ReadingLimits {
  /** Pages of a PDF or a TIFF. */
  readonly paginas: number;
  /** Width × height of one page, in millions. */
  readonly megapixels: number;
  /** Pages that are recognised, from the first on; text layers are read whatever their number. */
  readonly ocrPaginas: number;
}

export interface ReadingOptions {
  readonly limits: ReadingLimits;
  /** False: only text layers are read. */
  readonly ocr: boolean;
  /** Milliseconds after which no further page is recognised: a person sees the scan itself anyway. */
  readonly ocrBudgetMs: number;
  /** Called before each step that a decoder may stay in; see TimeLimits of the reading process. */
  readonly progress?: () => void;
  readonly recognizer: TextRecognizer;
}

const NOT_READ: PageText = { text: '', source: 'none' };

/** Milliseconds of processor time for all pages that turn out unreadable, together (time-in-hand.ts). */
const PURSE_MS = 6_000;
/** And what a page that was read deserves: one with a text layer, a recognised one. */
const LAYER_MS = 10;
const RECOGNISED_MS = 8_000;
const BEAT_MS = 500;

/**
 * Reads a document page by page. Throws unprocessable Failures (letter.errors.ts) for what cannot be opened, and a
 * defect when the recogniser itself is not in order. What a decoder throws at bytes it was not made for is
 * `document-reader-crashed`.
 */
export async function readDocument(
  bytes: Uint8Array,
  mediaType: DocumentMediaType,
  options: ReadingOptions,
): Promise<DocumentReading> {
  try {
    const pages = await open(bytes, mediaType, options);
    if (pages.count > options.limits.paginas)
      throw unreadableLetter('document-too-many-pages', { facts: { pages: pages.count } });
    return toDocumentReading(mediaType, await readPages(pages, options));
  } catch (thrown) {
    const failure = toFailure(thrown);
    throw failure.code === 'unexpected' ? unreadableLetter('document-reader-crashed', { cause: thrown }) : failure;
  }
}

interface Pages {
  readonly count: number;
  /** `recognize` reads a picture, or answers null when that is not to be done (any more). */
  read(number: number, recognize: Recognize): Promise<PageText>;
}
type Picture = { image: GrayImage; dpi: number };
type Recognize = (render: () => Picture | Promise<Picture>) => Promise<PageText>;

async function readPages(pages: Pages, options: ReadingOptions): Promise<PageText[]> {
  const { limits, ocr, ocrBudgetMs, recognizer, progress = () => undefined } = options;
  const time = createTimeInHand(PURSE_MS);
  const end = performance.now() + ocrBudgetMs;
  let left = ocr ? limits.ocrPaginas : 0;
  const recognize: Recognize = async (render) => {
    if (left <= 0 || performance.now() > end) return NOT_READ;
    left -= 1;
    const { image, dpi } = await render();
    // Recognition has its own limit of time and cannot hold this thread: it is no step that could last for ever.
    const beat = setInterval(progress, BEAT_MS);
    const seen = await recognizePage(image, dpi, recognizer, time.left()).finally(() => {
      clearInterval(beat);
    });
    if (seen === null) return NOT_READ;
    const { text, confidence, doubtfulWords } = seen;
    return { text, source: 'ocr', confidence: Math.round(confidence * 10) / 10, doubtfulWords };
  };
  const texts: PageText[] = [];
  for (let number = 1; number <= pages.count; number += 1) {
    if (time.left() <= 0) {
      texts.push(NOT_READ);
      continue;
    }
    progress();
    const start = processorMs();
    const before = left;
    const text = await pages.read(number, recognize);
    texts.push(text);
    time.spend(processorMs() - start, deservedMs(text, left < before));
  }
  return texts;
}

function deservedMs(page: PageText, wasRecognised: boolean): number {
  if (!isLegible(page)) return 0;
  return wasRecognised ? RECOGNISED_MS : LAYER_MS;
}

async function open(bytes: Uint8Array, mediaType: DocumentMediaType, { limits, ocr }: ReadingOptions): Promise<Pages> {
  if (mediaType === 'application/pdf') {
    const pdf = await openPdf(bytes);
    const layers = createLayerJudge(ocr);
    return {
      count: pdf.pageCount,
      read: async (number, recognize) => {
        const page = pdf.page(number);
        const text = await readPdfPage(page, limits, recognize, layers);
        page.close();
        return text;
      },
    };
  }
  const picture = await openImage(bytes, limits.megapixels);
  return { count: picture.pageCount, read: (number, recognize) => recognize(() => picture.page(number)) };
}

async function readPdfPage(
  page: PdfPage,
  { megapixels }: ReadingLimits,
  recognize: Recognize,
  layers: LayerJudge,
): Promise<PageText> {
  const layer: PageText = { text: page.text.trim(), source: 'text-layer' };
  if (!page.isHidden && isTextLayerEnough(page.text, page.onlyText)) return layer;
  const seen = await recognize(() => page.render(megapixels));
  if (!isReadable(page.text)) return seen;
  if (page.isHidden) return layers.choose(layer, seen);
  return countWords(layer.text) > countWords(seen.text) ? layer : seen;
}
