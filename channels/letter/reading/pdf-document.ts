import { PDFiumLibrary } from '@hyzyla/pdfium';

import { unreadableLetter } from '../letter.errors.ts';
import type { GrayImage } from './find-skew-angle.ts';
import { LARGEST_PAGE_MEGAPIXELS, RECOGNITION_DPI } from './page-image.ts';

const POINTS_PER_INCH = 72;
/** What PDFium writes for a hyphen at the end of a line, in place of the hyphen and the line end. */
const LINE_END_HYPHEN = /\uFFFE/gu;

export type PdfPage = {
  /** The text layer in the order of the file, one printed line per line. */
  text: string;
  /** Nothing but text objects is drawn on it, so the text layer is all there is to read. */
  onlyText: boolean;
  /** The page as a picture at 300 dpi, or less where the sheet is larger than the largest letter. */
  render(maxMegapixels: number): Promise<{ image: GrayImage; dpi: number }>;
};

export type PdfDocument = { pageCount: number; page(number: number): PdfPage };

/**
 * One PDF in a PDFium of its own: its memory holds this file only, grows to 2 GB at most and goes when the document is
 * let go, so a hostile file cannot leave anything behind for the next. Reads without a password what opens without one.
 */
export async function openPdf(bytes: Uint8Array): Promise<PdfDocument> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(bytes).catch((cause: unknown) => {
    throw openFailure(cause);
  });
  const pageCount = document.getPageCount();
  if (pageCount < 1) throw unreadableLetter('document-corrupt');
  return { pageCount, page: (number) => readPage(document, number) };
}

type Document = Awaited<ReturnType<PDFiumLibrary['loadDocument']>>;

function readPage(document: Document, number: number): PdfPage {
  const page = document.getPage(number - 1);
  const { originalWidth: width, originalHeight: height } = page.getOriginalSize();
  if (!(width > 0 && height > 0)) throw unreadableLetter('document-corrupt');
  const text = page.getText().replace(LINE_END_HYPHEN, '-\n').replaceAll('\r\n', '\n');
  return {
    text,
    onlyText: text !== '' && everyObjectIsText(page),
    render: async (maxMegapixels) => {
      const scale = renderScale(width, height, maxMegapixels);
      const { data, ...size } = await page.render({ scale, render: 'bitmap', colorSpace: 'Gray' });
      return { image: { data, width: size.width, height: size.height }, dpi: scale * POINTS_PER_INCH };
    },
  };
}

/** Pixels per point: 300 dpi, less for a sheet that would not fit, never so little that a side has no pixel. */
function renderScale(width: number, height: number, maxMegapixels: number): number {
  const largest = Math.min(maxMegapixels, LARGEST_PAGE_MEGAPIXELS) * 1e6;
  const fitting = Math.min(RECOGNITION_DPI / POINTS_PER_INCH, Math.sqrt(largest / (width * height)));
  if (Math.floor(width * fitting) < 1 || Math.floor(height * fitting) < 1) throw unreadableLetter('image-too-large');
  return fitting;
}

function everyObjectIsText(page: ReturnType<Document['getPage']>): boolean {
  for (const object of page.objects()) if (object.type !== 'text') return false;
  return true;
}

function openFailure(cause: unknown) {
  const message = cause instanceof Error ? cause.message : '';
  return /password|security/i.test(message)
    ? unreadableLetter('document-encrypted', { cause })
    : unreadableLetter('document-corrupt', { cause });
}
