import { unreadableLetter } from '../letter.errors.ts';
import type { GrayImage } from './find-skew-angle.ts';
import { LARGEST_PAGE_MEGAPIXELS, RECOGNITION_DPI } from './page-image.ts';
import { readTextLayer } from './pdf-text-layer.ts';
import { startPdfium, type Pdfium } from './pdfium.ts';

const POINTS_PER_INCH = 72;
/** Bytes that PDFium may hold beside the file itself: a page in colour at 600 dpi takes 105 MB while it is decoded. */
const WORKING_BYTES = 200 * 1024 * 1024;
/** FPDF_GetLastError (fpdfview.h): a password, and a lock that PDFium does not know. */
const LOCKED = [4, 5];
const TEXT_OBJECT = 1;
const GRAY = 1;
/** With annotations, smooth letters, gray (fpdfview.h). */
const RENDER_FLAGS = 0x01 | 0x02 | 0x08;

export type PdfPage = {
  /** The text layer in the order of the file, one printed line per line. */
  text: string;
  /** Nothing but text objects is drawn on it, so the text layer is all there is to read. */
  onlyText: boolean;
  /** The text layer cannot be seen on the page: what a scanner's own recognition leaves, or a trick. */
  isHidden: boolean;
  /** The page as a picture at 300 dpi, or less where the sheet is larger than the largest letter. */
  render(maxMegapixels: number): { image: GrayImage; dpi: number };
  /** To be called when done with it: what PDFium decoded for a page stays in memory until then. */
  close(): void;
};

export type PdfDocument = { pageCount: number; page(number: number): PdfPage };

/**
 * One PDF in a PDFium of its own: its memory holds this file only, is bounded, and goes when the document is let go, so
 * a hostile file cannot leave anything behind for the next. Reads without a password what opens without one. Nothing in
 * a PDF is run: scripts, actions, forms and embedded files are not even looked at. `bytes` are given away.
 */
export async function openPdf(bytes: Uint8Array): Promise<PdfDocument> {
  const { byteLength } = bytes;
  const pdfium = await startPdfium(byteLength + WORKING_BYTES);
  const file = pdfium.wasmExports.malloc(byteLength);
  if (file === 0) throw unreadableLetter('document-corrupt');
  pdfium.HEAPU8.set(bytes, file);
  letGo(bytes);
  const document = pdfium._FPDF_LoadMemDocument(file, byteLength, 0);
  if (document === 0) {
    const isLocked = LOCKED.includes(pdfium._FPDF_GetLastError());
    throw unreadableLetter(isLocked ? 'document-encrypted' : 'document-corrupt');
  }
  const pageCount = pdfium._FPDF_GetPageCount(document);
  if (pageCount < 1) throw unreadableLetter('document-corrupt');
  return { pageCount, page: (number) => openPage(pdfium, document, number) };
}

/** A large file stands in PDFium's memory by now, and once is enough. */
function letGo({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength && byteLength > 1024 * 1024) buffer.transfer(0);
}

function openPage(pdfium: Pdfium, document: number, number: number): PdfPage {
  const page = pdfium._FPDF_LoadPage(document, number - 1);
  const width = page === 0 ? 0 : pdfium._FPDF_GetPageWidth(page);
  const height = page === 0 ? 0 : pdfium._FPDF_GetPageHeight(page);
  if (!(width > 0 && height > 0)) throw unreadableLetter('document-corrupt');
  const { text, isHidden } = readTextLayer(pdfium, page);
  return {
    text,
    onlyText: text !== '' && everyObjectIsText(pdfium, page),
    isHidden,
    render: (maxMegapixels) => {
      const scale = renderScale(width, height, maxMegapixels);
      const image = renderGray(pdfium, page, Math.floor(width * scale), Math.floor(height * scale));
      return { image, dpi: scale * POINTS_PER_INCH };
    },
    close: () => {
      pdfium._FPDF_ClosePage(page);
    },
  };
}

function renderGray(pdfium: Pdfium, page: number, width: number, height: number): GrayImage {
  const size = width * height;
  const pixels = pdfium.wasmExports.malloc(size);
  if (pixels === 0) throw unreadableLetter('document-reader-crashed');
  const bitmap = pdfium._FPDFBitmap_CreateEx(width, height, GRAY, pixels, width);
  pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
  pdfium._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, RENDER_FLAGS);
  const data = pdfium.HEAPU8.slice(pixels, pixels + size);
  pdfium._FPDFBitmap_Destroy(bitmap);
  pdfium.wasmExports.free(pixels);
  return { data, width, height };
}

/** Pixels per point: 300 dpi, less for a sheet that would not fit, never so little that a side has no pixel. */
function renderScale(width: number, height: number, maxMegapixels: number): number {
  const largest = Math.min(maxMegapixels, LARGEST_PAGE_MEGAPIXELS) * 1e6;
  const fitting = Math.min(RECOGNITION_DPI / POINTS_PER_INCH, Math.sqrt(largest / (width * height)));
  if (Math.floor(width * fitting) < 1 || Math.floor(height * fitting) < 1) throw unreadableLetter('image-too-large');
  return fitting;
}

function everyObjectIsText(pdfium: Pdfium, page: number): boolean {
  const count = pdfium._FPDFPage_CountObjects(page);
  for (let index = 0; index < count; index += 1) {
    if (pdfium._FPDFPageObj_GetType(pdfium._FPDFPage_GetObject(page, index)) !== TEXT_OBJECT) return false;
  }
  return true;
}
