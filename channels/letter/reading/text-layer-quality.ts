import { countWords } from './document-reading.ts';

/** With more words than this a text layer stands by itself: measured on scanned and born-digital letters. */
const ENOUGH_WORDS = 50;
const LEAST_WORDS = 5;

/**
 * Whether a page's text layer can be taken without looking at the page. A short one only when nothing else is drawn on the page:
 * otherwise it may be the stamp of a scanner over a letter that is a picture.
 */
export function isTextLayerEnough(text: string, onlyText: boolean): boolean {
  const words = countWords(text);
  if (words < LEAST_WORDS || (words <= ENOUGH_WORDS && !onlyText)) return false;
  return isReadable(text);
}

/**
 * False for the text of a font without a character map: it comes out as signs, or as letters moved along the alphabet
 * ("7KLV LV"). Language is not judged beyond "Latin words have vowels", so a letter in another script passes.
 */
export function isReadable(text: string): boolean {
  const signs = [...text.replace(/\s/gu, '')];
  if (signs.length === 0) return false;
  const sensible = signs.filter((sign) => /[\p{L}\p{N}\p{P}\p{Sc}]/u.test(sign)).length;
  const letters = signs.filter((sign) => /\p{L}/u.test(sign)).length;
  if (sensible / signs.length < 0.9 || letters / signs.length < 0.4) return false;
  const latinWords = text.match(/(?<!\p{L})\p{Script=Latin}{3,}(?!\p{L})/gu) ?? [];
  if (latinWords.length < LEAST_WORDS) return true;
  const vowels = latinWords.filter((word) => /[aeiouy]/u.test(word.normalize('NFD').toLowerCase())).length;
  return vowels / latinWords.length >= 0.7;
}
