/** What a scan can be, decided by its first bytes; the file name has no say. */
export type DocumentMediaType = 'application/pdf' | 'image/tiff' | 'image/jpeg' | 'image/png';

/** Without its number: the page as read. */
export interface PageText {
  /** Empty for a blank page, and for one that was not read. */
  readonly text: string;
  /** `none`: there is no text layer, and recognition was switched off, not possible or not worth its time. */
  readonly source: 'text-layer' | 'ocr' | 'none';
  /** A text layer that cannot be seen on the page and was compared with nothing; text layers only. */
  readonly isUnseen?: boolean;
  /** 0–100, mean of the page's words; recognised pages only. */
  readonly confidence?: number;
  /** Words that the recogniser itself doubts; recognised pages only. */
  readonly doubtfulWords?: readonly string[];
}

export interface PageReading extends PageText {
  /** From 1. */
  readonly number: number;
}

export interface DocumentReading {
  readonly mediaType: DocumentMediaType;
  readonly pages: readonly PageReading[];
  readonly pageCount: number;
  /** All pages, a blank line between them. */
  readonly text: string;
  /** 0–100, mean over all words, where a word of a text layer counts as 100; 0 without words. */
  readonly confidence: number;
  /** False when a person must read the original: handwriting, a photo of nothing, empty pages. */
  readonly legible: boolean;
}

/** Measured on clean and faxed letters: their pages score 91–95, handwriting and noise stay far under 80. */
const LEGIBLE_CONFIDENCE = 80;
const LEGIBLE_WORDS = 5;

export function toDocumentReading(mediaType: DocumentMediaType, texts: readonly PageText[]): DocumentReading {
  const words = texts.map(({ text }) => countWords(text));
  const total = words.reduce((sum, count) => sum + count, 0);
  const weighted = texts.reduce((sum, { confidence = 100 }, index) => sum + confidence * (words[index] ?? 0), 0);
  const confidence = total === 0 ? 0 : Math.round((weighted / total) * 10) / 10;
  return {
    mediaType,
    pages: texts.map((text, index) => ({ number: index + 1, ...text })),
    pageCount: texts.length,
    text: texts
      .map(({ text }) => text)
      .filter((text) => text !== '')
      .join('\n\n'),
    confidence,
    legible: total >= LEGIBLE_WORDS && confidence >= LEGIBLE_CONFIDENCE,
  };
}

/** Whether one page is, by the measure for a document. */
export const isLegible = ({ text, source, confidence = 100 }: PageText): boolean =>
  source !== 'none' && countWords(text) >= LEGIBLE_WORDS && confidence >= LEGIBLE_CONFIDENCE;

/** Words that a reader would call words: runs that hold at least one letter or digit. */
export function countWords(text: string): number {
  return text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
