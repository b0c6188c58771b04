const ELLIPSIS = '…';
const graphemes = new Intl.Segmenter('nl', { granularity: 'grapheme' });
/** Code units around the cut that are looked at: no visible character that people type is longer. */
const WINDOW = 64;

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
  if (text.length <= limit) return text;
  const room = indexAfter(text, 0, limit - 1);
  if (indexAfter(text, room, 1) >= text.length) return text;
  return text.slice(0, boundaryBefore(text, room)).trimEnd() + ELLIPSIS;
}

/** Index in code units, so many code points after `from`. */
function indexAfter(text: string, from: number, points: number): number {
  let index = from;
  for (let point = 0; point < points && index < text.length; point += 1) index += isPairAt(text, index) ? 2 : 1;
  return index;
}

const isPairAt = (text: string, index: number) =>
  (text.charCodeAt(index) & 0xfc00) === 0xd800 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00;

/** The last place at or before `index` where no visible character is split. */
function boundaryBefore(text: string, index: number): number {
  const start = Math.max(0, index - WINDOW);
  // Not from the middle of a surrogate pair.
  const from = start > 0 && (text.charCodeAt(start) & 0xfc00) === 0xdc00 ? start - 1 : start;
  const segment = graphemes.segment(text.slice(from, index + WINDOW)).containing(index - from);
  // One that began before the window is longer than any that people type: it is cut where the limit says.
  if (segment === undefined || (segment.index === 0 && from > 0)) return index;
  return from + segment.index;
}
