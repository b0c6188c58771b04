export interface HeaderField {
  /** Lower case. */
  readonly name: string;
  /** Unfolded, bytes as Latin-1, no space at the ends. */
  readonly value: string;
}

export interface HeaderBlock {
  readonly fields: readonly HeaderField[];
  /** Where the body begins, in bytes. Equal to the length when there is none. */
  readonly bodyStart: number;
  /** Lines of the block, folded ones counted too. */
  readonly lines: number;
}

/** Further than this nobody looks for the end of a header (mailparser's own limit is the same). */
export const HEADER_BYTES = 1024 * 1024;

/** Of a header with more lines than this only these are looked at, and counted are all: it is over every limit. */
const MOST_LINES = 100_000;

const TAB = 9;
const LF = 10;
const SPACE = 32;

/**
 * The header of a raw mail (RFC 5322 section 2.2) without parsing MIME: cheap enough for the thread that takes mail in.
 * Bytes are read as Latin-1, so nothing is lost and nothing is decoded.
 */
export function scanHeaderBlock(raw: Uint8Array): HeaderBlock {
  const head = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, HEADER_BYTES));
  const { lookAt, bodyStart, lines } = findEnd(head, raw.byteLength);
  return { fields: lookAt === 0 ? [] : toFields(head.toString('latin1', 0, lookAt).split('\n')), bodyStart, lines };
}

/** First value under this name (lower case), if any. */
export const fieldValue = (block: HeaderBlock, name: string): string | undefined =>
  block.fields.find((field) => field.name === name)?.value;

/** The header ends at the first empty line; lines end with LF or CRLF, mixed if need be. */
function findEnd(head: Buffer, size: number): { lookAt: number; bodyStart: number; lines: number } {
  let lines = 0;
  let lookAt = 0;
  for (let start = 0; start < head.length;) {
    const end = head.indexOf(LF, start);
    if (end === start || (end === start + 1 && head[start] === 13)) return { lookAt, bodyStart: end + 1, lines };
    start = end === -1 ? head.length : end + 1;
    lines += 1;
    if (lines <= MOST_LINES) lookAt = start;
  }
  return { lookAt, bodyStart: size, lines };
}

function toFields(lines: readonly string[]): HeaderField[] {
  const fields: { name: string; value: string }[] = [];
  for (const line of lines) {
    const last = fields.at(-1);
    const first = line.charCodeAt(0);
    if (first === SPACE || first === TAB) {
      if (last !== undefined) last.value += ` ${line.trim()}`;
      continue;
    }
    const colon = line.indexOf(':');
    const name = colon > 0 ? line.slice(0, colon).trimEnd() : '';
    if (name !== '' && !name.includes(' '))
      fields.push({ name: name.toLowerCase(), value: line.slice(colon + 1).trim() });
  }
  return fields;
}
