import { withoutUnseen } from '../letter.unseen.ts';
import type { Pdfium } from './pdfium.ts';

/** Characters of one page that are read: a dense page has five thousand. */
const MOST_CHARACTERS = 50_000;
/** What PDFium writes for a hyphen at the end of a line, in place of the hyphen and the line end. */
const LINE_END_HYPHEN = /\uFFFE/gu;
const SAMPLES = 500;
/** ISO 32000-1, 9.3.6: neither filled nor stroked. */
const INVISIBLE = [3, 7];
/** White (0–255 a channel), or so thin that it is not there. */
const WHITEST = 245;
const THINNEST = 16;
/** More than this share of a page's characters; a scanner's own layer is hidden whole. */
const HIDDEN_SHARE = 0.1;

export interface TextLayer {
  /** In the order of the file; of a page with more text than a page can hold, its beginning. */
  readonly text: string;
  /** A part of it that counts cannot be seen: it is drawn in no ink, or in the colour of paper. */
  readonly isHidden: boolean;
}

export function readTextLayer(pdfium: Pdfium, page: number): TextLayer {
  const textPage = pdfium._FPDFText_LoadPage(page);
  if (textPage === 0) return { text: '', isHidden: false };
  try {
    const count = Math.min(Math.max(0, pdfium._FPDFText_CountChars(textPage)), MOST_CHARACTERS);
    return { text: toText(pdfium, textPage, count), isHidden: isHidden(pdfium, textPage, count) };
  } finally {
    pdfium._FPDFText_ClosePage(textPage);
  }
}

function toText(pdfium: Pdfium, textPage: number, count: number): string {
  const at = pdfium.wasmExports.malloc((count + 1) * 2);
  if (at === 0) return '';
  const length = pdfium._FPDFText_GetText(textPage, 0, count, at);
  // The last one is the end sign; PDFium's own memory is copied because it may move.
  const text = new TextDecoder('utf-16le').decode(pdfium.HEAPU8.slice(at, at + Math.max(0, length - 1) * 2));
  pdfium.wasmExports.free(at);
  return withoutUnseen(text.replace(LINE_END_HYPHEN, '-\n').replaceAll('\r\n', '\n'));
}

function isHidden(pdfium: Pdfium, textPage: number, count: number): boolean {
  const step = Math.max(1, Math.floor(count / SAMPLES));
  let [seen, hidden] = [0, 0];
  for (let index = 0; index < count; index += step) {
    const object = pdfium._FPDFText_GetTextObject(textPage, index);
    // Spaces and line ends that PDFium makes itself belong to no object.
    if (object === 0) continue;
    seen += 1;
    const mode = pdfium._FPDFTextObj_GetTextRenderMode(object);
    if (INVISIBLE.includes(mode) || isPaper(pdfium, textPage, index)) hidden += 1;
  }
  return hidden > seen * HIDDEN_SHARE;
}

function isPaper(pdfium: Pdfium, textPage: number, index: number): boolean {
  const at = pdfium.wasmExports.malloc(16);
  const isKnown = at !== 0 && pdfium._FPDFText_GetFillColor(textPage, index, at, at + 4, at + 8, at + 12) !== 0;
  const [red = 0, green = 0, blue = 0, alpha = 255] = pdfium.HEAP32.subarray(at >> 2, (at >> 2) + 4);
  pdfium.wasmExports.free(at);
  return isKnown && (Math.min(red, green, blue) >= WHITEST || alpha < THINNEST);
}
