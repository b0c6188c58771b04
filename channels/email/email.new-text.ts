/** Lines after which only older mail follows, as the common programs write them in Dutch, English and German. */
const DIVIDERS = [
  /^-{2,}\s*(oorspronkelijk(e)? (bericht|e-?mail)|doorgestuurd bericht|original message|forwarded message|ursprüngliche nachricht)\s*-{2,}/i,
  /^_{10,}$/,
  /^(op|on|am|le)\b.{4,200}\b(schreef|wrote|schrieb|a écrit|geschreven|geschrieben)\b.{0,120}:$/i,
  /^.{3,120}\b(schreef|wrote|schrieb)( op| on| am)?\b.{0,120}:$/i,
];
const SENDER_LINE = /^\*?(van|from|von)\s?:\*?\s+\S/i;
const NEXT_LINES = /^\*?(verzonden|datum|sent|date|gesendet|aan|to|an|onderwerp|subject|betreff|cc)\s?:/i;
/** Without any of these in it a text has no history: one look at the whole instead of many at every line. */
const SIGNS =
  /^[^\S\r\n\u2028\u2029]*>|schr(?:eef|ieb)|wrote|écrit|gesch(?:reven|rieben)|--\s*(?:oorspr|doorg|orig|forw|urspr)|^_{10}|^\*?(?:van|from|von)\s?:/im;
/** Text after a quotation shorter than this is a signature's remainder or an advertisement, not an answer. */
const WORTHWHILE = 2;

/**
 * The text without the quoted history, for the word rules of triage only: register and screens keep everything. Answers
 * written between or below the quotes stay. When nearly nothing would be left the whole text is answered.
 */
export function toNewText(text: string): string {
  if (!SIGNS.test(text)) return text.trim();
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const end = historyStart(lines);
  const own = lines.slice(0, end).filter((line) => !isQuoted(line));
  const below = end < lines.length ? answersBelow(lines.slice(end)) : [];
  const kept = [...own, ...below]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return kept.length * 10 < text.trim().length && wordCount(kept) < WORTHWHILE ? text.trim() : kept;
}

const isQuoted = (line: string) => /^\s*>/.test(line);

/** Place of the line that opens the history; the number of lines when there is none. */
function historyStart(lines: readonly string[]): number {
  const found = lines.findIndex((line, index) => {
    const joined = `${line.trim()} ${lines[index + 1]?.trim() ?? ''}`.trim();
    // The announcement of a quotation is wrapped over two lines by some programs.
    return isDivider(line.trim()) || (/^(op|on|am)\b/i.test(joined) && isDivider(joined)) || isHeaderCopy(lines, index);
  });
  return found === -1 ? lines.length : found;
}

const isDivider = (line: string) => line.length < 400 && DIVIDERS.some((pattern) => pattern.test(line));

/** `Van: ... Verzonden: ... Aan: ...`, as Outlook puts above what it quotes. */
function isHeaderCopy(lines: readonly string[], index: number): boolean {
  if (!SENDER_LINE.test(lines[index] ?? '')) return false;
  return lines.slice(index + 1, index + 6).filter((line) => NEXT_LINES.test(line.trim())).length >= 2;
}

/** Below a divider only lines with `>` are surely old; without any of those all of it is. */
function answersBelow(lines: readonly string[]): string[] {
  if (!lines.some(isQuoted)) return [];
  const lastQuoted = lines.findLastIndex(isQuoted);
  const first = lines.findIndex(isQuoted);
  return lines.filter((line, index) => index > first && !isQuoted(line) && (index < lastQuoted || line.trim() !== ''));
}

const wordCount = (text: string) => text.match(/\p{L}{2,}/gu)?.length ?? 0;
