import { HEADER_BYTES } from './email.header-block.ts';

/**
 * Whether multiparts are nested deeper than `limit`, without parsing MIME. Nearly every mail is done after counting how
 * often the word `boundary` occurs: a nested multipart needs one each.
 */
export function isNestedDeeperThan(raw: Buffer, limit: number): boolean {
  return countUpTo(raw, 'oundary', limit) > limit && deepest(raw, limit) > limit;
}

/** Case of the first letter does not matter for counting, `BOUNDARY` in capitals is counted by its own turn. */
function countUpTo(raw: Buffer, word: string, limit: number): number {
  let count = 0;
  for (const spelling of [word, word.toUpperCase()]) {
    for (let at = raw.indexOf(spelling); at !== -1 && count <= limit; at = raw.indexOf(spelling, at + 1)) count += 1;
  }
  return count;
}

const DECLARATION =
  /^content-type:\s*(?:multipart|message)\/.*?\bboundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/is;
/** Longest header of one part that is looked at for its boundary. */
const PART_HEADER = 8 * 1024;

/** Delimiters that are followed, and lines that may be one. Of a mail with more the parser itself counts the depth. */
const MOST_PARTS = 2_000;
const MOST_LINES = 100_000;

/** Follows the boundaries line by line; stops as soon as the answer is known. */
function deepest(raw: Buffer, limit: number): number {
  const open: string[] = [];
  let deepestYet = 0;
  let parts = 0;
  let lines = 0;
  enter(0, HEADER_BYTES);
  for (let at = raw.indexOf('\n--'); at !== -1 && deepestYet <= limit; at = raw.indexOf('\n--', at + 1)) {
    if ((lines += 1) > MOST_LINES || parts > MOST_PARTS) break;
    const line =
      raw
        .toString('latin1', at + 3, Math.min(at + 207, raw.byteLength))
        .split(/\r?\n/, 1)[0]
        ?.trimEnd() ?? '';
    const level = open.findLastIndex((boundary) => line === boundary || line === `${boundary}--`);
    if (level === -1) continue;
    parts += 1;
    const closes = line !== open[level];
    open.length = closes ? level : level + 1;
    if (!closes) enter(raw.indexOf('\n', at + 1) + 1, PART_HEADER);
  }
  return deepestYet;

  function enter(start: number, most: number) {
    const header =
      raw.toString('latin1', start, Math.min(start + most, raw.byteLength)).split(/\r?\n\r?\n/, 1)[0] ?? '';
    const unfolded = header.replace(/\r?\n[ \t]+/g, ' ');
    for (const line of unfolded.split(/\r?\n/)) {
      const match = DECLARATION.exec(line);
      const boundary = match?.[1] ?? match?.[2];
      if (boundary !== undefined) open.push(boundary);
    }
    deepestYet = Math.max(deepestYet, open.length);
  }
}
