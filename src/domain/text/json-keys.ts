/** A key of a group of fields that is not to be trusted. */
export interface BadKey {
  /** Where it stands, as `betrokkenen.0.emailadres`; cut when it is long. */
  readonly path: string;
  /** `duplicate`: it stands in its group twice, and readers differ in which one they believe. `forbidden`: it reaches the prototype. */
  readonly kind: 'duplicate' | 'forbidden';
}

interface Level {
  /** Keys so far; absent in a list. */
  readonly keys?: Set<string>;
  /** Of what is being read now. */
  at: string | number;
}

const [QUOTE, BACKSLASH, COMMA, LIST, LIST_END, GROUP, GROUP_END] = [...'"\\,[]{}'].map((one) => one.charCodeAt(0));
const FORBIDDEN = new Set(['__proto__', 'constructor']);
const LONGEST_PATH = 200;
const utf8 = new TextDecoder();

/**
 * The first such key in bytes of JSON, seen in one pass without building its values. Time is that of the bytes, memory
 * that of the keys: count the values first (`hasMoreValues`). Bytes that are no JSON get any answer.
 */
export function findBadKey(json: Uint8Array): BadKey | undefined {
  const levels: Level[] = [];
  let isKey = false;
  for (let at = 0; at < json.byteLength; at += 1) {
    const byte = json[at];
    const level = levels.at(-1);
    if (byte === QUOTE) {
      const end = endOfText(json, at + 1);
      if (isKey && level?.keys !== undefined) {
        level.at = toKey(json.subarray(at, end + 1));
        const kind = FORBIDDEN.has(level.at) ? 'forbidden' : level.keys.has(level.at) ? 'duplicate' : undefined;
        if (kind !== undefined) return { path: pathOf(levels), kind };
        level.keys.add(level.at);
        isKey = false;
      }
      at = end;
    } else if (byte === GROUP || byte === LIST) {
      isKey = byte === GROUP;
      levels.push(isKey ? { keys: new Set(), at: '' } : { at: 0 });
    } else if (byte === GROUP_END || byte === LIST_END) {
      levels.pop();
      isKey = false;
    } else if (byte === COMMA && level !== undefined) {
      isKey = level.keys !== undefined;
      if (typeof level.at === 'number') level.at += 1;
    }
  }
  return undefined;
}

/** Place of the quote that ends a text. */
function endOfText(json: Uint8Array, start: number): number {
  let at = start;
  while (at < json.byteLength && json[at] !== QUOTE) at += json[at] === BACKSLASH ? 2 : 1;
  return at;
}

/** `"\u0061"` is the key `a`. */
function toKey(quoted: Uint8Array): string {
  const text = utf8.decode(quoted);
  try {
    return JSON.parse(text) as string;
  } catch {
    return text;
  }
}

const pathOf = (levels: readonly Level[]) =>
  levels
    .slice(0, LONGEST_PATH)
    .map(({ at }) => at)
    .join('.')
    .slice(0, LONGEST_PATH);
