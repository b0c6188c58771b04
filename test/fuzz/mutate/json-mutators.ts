import type { Random } from '#test/crash/plan/random.ts';
import type { Mutator } from './byte-mutators.ts';

/** A value and where it stands. */
interface Place {
  readonly in: object;
  readonly key: string;
}

/** Values of the wrong kind, and texts that are more or less than they seem. */
const VALUES: readonly unknown[] = [
  ...[null, true, false, 0, -1, 0.5, 1e308, 9007199254740993, '', ' ', '0', '-1', 'x', [], {}, [[]], [null]],
  ...[
    '\0',
    '\ud800',
    '\u202egpj.exe',
    '\n',
    '\u00e9',
    '\ud83d\ude00',
    '__proto__',
    '../x',
    '1e999',
    'NaN',
    '<b>',
    '=1+1',
  ],
  ...['x'.repeat(300), '\ud83d\ude00'.repeat(500), 'a '.repeat(2_000), { a: { a: { a: {} } } }, { length: 1 }],
];
/** Places that are looked at: of a large document its beginning. */
const MOST_PLACES = 2_000;

/** Mutations that leave JSON what it is: they reach what stands behind the parser. */
export const JSON_MUTATORS: readonly Mutator[] = [
  onPlace(({ random }) => random.pick(VALUES)),
  onPlace(({ random, other }) => valueAt(pick(placesIn(parse(other)), random))),
  onPlace(({ random }, value) => {
    const times = Math.floor(50 * random.next() ** 3);
    return Array.isArray(value) ? [...value, ...Array.from({ length: times }, () => value[0] as unknown)] : [value];
  }),
  onPlace((_, value) => (Array.isArray(value) ? (value[0] as unknown) : undefined)),
  onPlace((_, value) => (typeof value === 'string' ? Number(value) : String(value))),
];

export const looksLikeJson = (bytes: Uint8Array) => bytes[0] === 0x7b || bytes[0] === 0x5b;

function onPlace(change: (material: Parameters<Mutator>[1], value: unknown) => unknown): Mutator {
  return (bytes, material) => {
    const root = parse(bytes);
    const place = pick(placesIn(root), material.random);
    if (place === undefined) return bytes;
    const value = change(material, valueAt(place));
    // Not by assignment: a key may be `__proto__`.
    Object.defineProperty(place.in, place.key, { value, enumerable: true, configurable: true, writable: true });
    try {
      return Buffer.from(JSON.stringify(root));
    } catch {
      return bytes;
    }
  };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Every value inside, breadth first, so that no depth is too deep. */
function placesIn(root: unknown): Place[] {
  const places: Place[] = [];
  const open = [root];
  for (let at = 0; at < open.length && places.length < MOST_PLACES; at += 1) {
    const value = open[at];
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      places.push({ in: value, key });
      open.push(inner);
    }
  }
  return places;
}

const pick = (places: readonly Place[], random: Random) => (places.length === 0 ? undefined : random.pick(places));

function valueAt(place: Place | undefined): unknown {
  return place === undefined ? null : Object.getOwnPropertyDescriptor(place.in, place.key)?.value;
}
