const ELLIPSIS = '…';
const graphemes = new Intl.Segmenter('nl', { granularity: 'grapheme' });

/** Length in characters (Unicode code points), the unit in which Open Klant counts its limits. */
export function characterCount(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/**
 * The text, at most `limit` characters; what is cut ends with an ellipsis inside the limit, and no visible character
 * (emoji with its modifiers, letter with its accents) is split.
 */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit || characterCount(text) <= limit) return text;
  const room = limit - 1;
  let kept = '';
  let count = 0;
  // A grapheme is rarely longer than a dozen code units: this slice is enough to fill the room and bounds the work.
  for (const { segment } of graphemes.segment(text.slice(0, room * 16))) {
    count += characterCount(segment);
    if (count > room) break;
    kept += segment;
  }
  return kept.trimEnd() + ELLIPSIS;
}
