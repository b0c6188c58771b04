/** Lower case, accents off, everything but letters and digits to one space; with a space at both ends. */
export function foldText(text: string): string {
  const bare = text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return ` ${bare.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
}

/** Whether a word, a word group or a word beginning (`parkeer*`) stands in text folded by `foldText`. */
export function hasWord(folded: string, word: string): boolean {
  const open = word.endsWith('*');
  const wanted = foldText(open ? word.slice(0, -1) : word);
  return folded.includes(open ? wanted.trimEnd() : wanted);
}
