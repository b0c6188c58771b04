/** One mail out of a mail folder in a file. */
export interface MboxMail {
  /** As it was before it was put in the file; of a mail over the limit only the beginning. */
  readonly raw: Buffer;
  /** Bytes of the whole mail. */
  readonly size: number;
  /** What the separator line says of its arrival; not every program writes a date there. */
  readonly arrivedAt: string | undefined;
}

export interface MboxLimits {
  /** Bytes of one mail that is kept whole. */
  readonly mostBytes: number;
  /** Bytes that are kept of a larger one. */
  readonly partialBytes: number;
}

/** A separator is `From `, an address or a dash, and a moment with hours and minutes (RFC 4155, appendix A). */
const SEPARATOR = /^From (?:\S+ +)?(.*\d\d:\d\d.*)$/;
const LONGEST_SEPARATOR = 1_000;
const PIECE = 64 * 1024;
const FROM = Buffer.from('From ');
const LF = 10;
const CR = 13;
const QUOTE = 62;

export const isMbox = (head: Uint8Array): boolean => Buffer.from(head.subarray(0, FROM.length)).equals(FROM);

/**
 * Splits an mbox file (RFC 4155; lines that were quoted with `>` get it off again, as mboxrd has it) into its mails, in
 * order, with one of them in memory at a time. Only a line after an empty one separates: text may begin with "From ".
 */
export async function* splitMbox(bytes: AsyncIterable<Uint8Array>, limits: MboxLimits): AsyncGenerator<MboxMail> {
  let mail = createGatheredMail(limits);
  let arrivedAt: string | undefined;
  let isInside = false;
  let isAfterEmpty = true;
  for await (const { line, isStart } of linesOf(bytes)) {
    const separator = isStart && isAfterEmpty ? readSeparator(line) : undefined;
    if (separator !== undefined) {
      if (isInside) yield { ...mail.end(), arrivedAt };
      mail = createGatheredMail(limits);
      arrivedAt = separator === '' ? undefined : separator;
      isInside = true;
    } else if (isInside) {
      mail.add(isStart ? unquote(line) : line);
    }
    isAfterEmpty = isStart && (line[0] === LF || (line[0] === CR && line[1] === LF));
  }
  if (isInside) yield { ...mail.end(), arrivedAt };
}

function readSeparator(line: Buffer): string | undefined {
  if (!isMbox(line) || line.length > LONGEST_SEPARATOR) return undefined;
  return SEPARATOR.exec(line.toString('latin1').trimEnd())?.[1];
}

/** `>From `, `>>From `: one `>` was added when it was put in the file. */
function unquote(line: Buffer): Buffer {
  let at = 0;
  while (line[at] === QUOTE) at += 1;
  return at > 0 && isMbox(line.subarray(at)) ? line.subarray(1) : line;
}

/** Lines with their ends. One longer than a piece comes in parts, of which the first is a start. */
async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<{ line: Buffer; isStart: boolean }> {
  let rest: Buffer = Buffer.alloc(0);
  let isStart = true;
  for await (const chunk of bytes) {
    let data = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    for (let end = data.indexOf(LF); end !== -1; end = data.indexOf(LF)) {
      yield { line: data.subarray(0, end + 1), isStart };
      isStart = true;
      data = data.subarray(end + 1);
    }
    if (data.length > PIECE) {
      yield { line: data, isStart };
      isStart = false;
      data = Buffer.alloc(0);
    }
    rest = data;
  }
  if (rest.length > 0) yield { line: rest, isStart };
}

/** Grows by doubling, up to what is kept; the rest is only counted. */
function createGatheredMail({ mostBytes, partialBytes }: MboxLimits) {
  let kept = Buffer.alloc(PIECE);
  let size = 0;
  let last: Buffer = Buffer.alloc(0);
  return {
    add(line: Buffer): void {
      put(last);
      last = Buffer.from(line);
    },
    /** The empty line before the next separator belongs to the file. */
    end(): { raw: Buffer; size: number } {
      if (!/^\r?\n$/.test(last.toString('latin1', 0, 3))) put(last);
      const most = size > mostBytes ? partialBytes : size;
      return { raw: Buffer.from(kept.subarray(0, most)), size };
    },
  };

  function put(line: Buffer): void {
    const room = mostBytes - size;
    if (room > 0) {
      while (kept.length < Math.min(size + line.length, mostBytes)) {
        const larger = Buffer.alloc(kept.length * 2);
        kept.copy(larger, 0, 0, size);
        kept = larger;
      }
      line.copy(kept, size, 0, Math.min(line.length, room));
    }
    size += line.length;
  }
}
