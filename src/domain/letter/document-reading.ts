/** What a scan can be, decided by its first bytes; the file name has no say. */
export type DocumentMediaType = 'application/pdf' | 'image/tiff' | 'image/jpeg' | 'image/png';

/**
 * One page as read. `text` is empty for a blank page. `source` tells where the text came from: the text layer that was
 * in the file, optical character recognition, or neither (recognition was switched off). `confidence` (0–100, mean of
 * the page's words) and `lowConfidenceWords` (words under 60) exist for recognised pages only.
 */
export type PageReading = {
  number: number;
  text: string;
  source: 'text-layer' | 'ocr' | 'none';
  confidence?: number;
  lowConfidenceWords?: number;
};

/**
 * A whole document as read. `confidence` (0–100) is the mean over all words, where a word of a text layer counts as 100;
 * 0 without words. `legible` is false when a person must read the original: handwriting, a photo of nothing, empty pages.
 */
export type DocumentReading = {
  mediaType: DocumentMediaType;
  pages: PageReading[];
  text: string;
  pageCount: number;
  confidence: number;
  legible: boolean;
};

/** Measured on clean and faxed letters: their pages score 91–95, handwriting and noise stay far under 80. */
const LEGIBLE_CONFIDENCE = 80;
const LEGIBLE_WORDS = 5;

export function toDocumentReading(mediaType: DocumentMediaType, pages: PageReading[]): DocumentReading {
  const words = pages.map((page) => countWords(page.text));
  const total = words.reduce((sum, count) => sum + count, 0);
  const weighted = pages.reduce((sum, page, i) => sum + (page.confidence ?? 100) * (words[i] ?? 0), 0);
  const confidence = total === 0 ? 0 : Math.round((weighted / total) * 10) / 10;
  return {
    mediaType,
    pages,
    text: pages
      .map((page) => page.text)
      .filter((text) => text !== '')
      .join('\n\n'),
    pageCount: pages.length,
    confidence,
    legible: total >= LEGIBLE_WORDS && confidence >= LEGIBLE_CONFIDENCE,
  };
}

/** Words that a reader would call words: runs that hold at least one letter or digit. */
export function countWords(text: string): number {
  return text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
