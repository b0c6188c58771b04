const BEYOND_ASCII = /[^\0-\x7f]/;
const BEYOND_ASCII_RUNS = /[^\0-\x7f]+/g;
const MARKS = /\p{M}+/gu;
const BETWEEN_WORDS = /[^\p{L}\p{N}]+/gu;
/** The same for text of plain letters, which nearly all of it is without its accents: three times as fast. */
const BETWEEN_PLAIN_WORDS = /[^a-z0-9]+/g;

/** Lower case, accents off, everything but letters and digits to one space; with a space at both ends. */
export function foldText(text: string): string {
  const bare = withoutAccents(text).toLowerCase();
  return ` ${bare.replace(BEYOND_ASCII.test(bare) ? BETWEEN_WORDS : BETWEEN_PLAIN_WORDS, ' ').trim()} `;
}

function withoutAccents(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text;
  // Plain letters have nothing to be taken apart, and a mark after one of them is in a run of its own.
  return text.replace(BEYOND_ASCII_RUNS, (run) => run.normalize('NFD').replace(MARKS, ''));
}

/** Whether a word, a word group or a word beginning (`parkeer*`) stands in text folded by `foldText`. */
export function hasWord(folded: string, word: string): boolean {
  const open = word.endsWith('*');
  const wanted = foldText(open ? word.slice(0, -1) : word);
  return folded.includes(open ? wanted.trimEnd() : wanted);
}
