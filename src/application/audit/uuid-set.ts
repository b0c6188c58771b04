import { randomInt } from 'node:crypto';

const WORDS = 4;
const FULLEST = 0.6;
const FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Many uuids in little memory: some thirty bytes each, where a Set of texts takes a hundred. All of a uuid is compared,
 * so that none can be made to look like another. What has not the form of one is never in it.
 */
export interface UuidSet {
  readonly size: number;
  /** False when it has not the form of one. */
  add(uuid: string): boolean;
  has(uuid: unknown): boolean;
  /** Those of `add` for which `has` was never asked. */
  unasked(): Iterable<string>;
}

export function createUuidSet(): UuidSet {
  // Nobody can choose uuids that all come to stand in one place.
  const [seed, first, last] = [randomInt(2 ** 32), randomInt(2 ** 31) * 2 + 1, randomInt(2 ** 31) * 2 + 1];
  const toWords = createToWords();
  let places = 1 << 10;
  let words = new Uint32Array(places * WORDS);
  /** 0 free, 1 taken, 2 asked for. */
  let states = new Uint8Array(places);
  let size = 0;

  return {
    get size() {
      return size;
    },
    add: (uuid) => {
      const parts = toWords(uuid);
      if (parts === undefined) return false;
      if (size >= places * FULLEST) grow();
      put(parts, 1);
      return true;
    },
    has: (uuid) => {
      const parts = typeof uuid === 'string' ? toWords(uuid) : undefined;
      if (parts === undefined) return false;
      const at = placeOf(parts);
      if (states[at] === 0) return false;
      states[at] = 2;
      return true;
    },
    *unasked() {
      for (let at = 0; at < places; at += 1) if (states[at] === 1) yield toUuid(at);
    },
  };

  function put(parts: Uint32Array, state: number): void {
    const at = placeOf(parts);
    if (states[at] !== 0) return;
    words.set(parts, at * WORDS);
    states[at] = state;
    size += 1;
  }

  function placeOf(parts: Uint32Array): number {
    // Version and variant bits stand in the middle words: the outer ones differ most.
    const mixed = Math.imul((parts[0] ?? 0) ^ seed, first) ^ Math.imul((parts[3] ?? 0) ^ seed, last);
    let at = (mixed ^ (mixed >>> 15)) & (places - 1);
    while (states[at] !== 0 && !isAt(at, parts)) at = (at + 1) & (places - 1);
    return at;
  }

  function isAt(at: number, parts: Uint32Array): boolean {
    const from = at * WORDS;
    return (
      words[from] === parts[0] &&
      words[from + 1] === parts[1] &&
      words[from + 2] === parts[2] &&
      words[from + 3] === parts[3]
    );
  }

  function grow(): void {
    const [oldWords, oldStates] = [words, states];
    places *= 2;
    words = new Uint32Array(places * WORDS);
    states = new Uint8Array(places);
    size = 0;
    oldStates.forEach((state, at) => {
      if (state !== 0) put(oldWords.subarray(at * WORDS, (at + 1) * WORDS), state);
    });
  }

  function toUuid(at: number): string {
    const hex = [...words.subarray(at * WORDS, (at + 1) * WORDS)].map((one) => one.toString(16).padStart(8, '0'));
    return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }
}

/** The parts of a uuid as four numbers; always the same array, because it is asked for millions of times. */
function createToWords() {
  const parts = new Uint32Array(WORDS);
  return (uuid: string): Uint32Array | undefined => {
    if (!FORM.test(uuid)) return undefined;
    parts[0] = Number.parseInt(uuid.slice(0, 8), 16);
    parts[1] = Number.parseInt(uuid.slice(9, 13) + uuid.slice(14, 18), 16);
    parts[2] = Number.parseInt(uuid.slice(19, 23) + uuid.slice(24, 28), 16);
    parts[3] = Number.parseInt(uuid.slice(28), 16);
    return parts;
  };
}
