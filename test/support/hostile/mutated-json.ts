import fc from 'fast-check';

/** Values that programs stumble over. */
export const HOSTILE_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  ' ',
  [],
  {},
  [[]],
  '__proto__',
  'constructor',
  '${HOME}',
  '\0',
  '\ud800',
  '\u202egnp.exe',
  '=HYPERLINK("http://elders.example")',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '{"$ne":null}',
  { $ne: null },
  { $where: 'sleep(1000)' },
  'x'.repeat(5_000),
  JSON.parse('{"__proto__":{"vervuild":1},"constructor":{"prototype":{"vervuild":1}}}'),
  JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`),
];

type Json = unknown;
interface Change {
  readonly place: number;
  readonly kind: 'replace' | 'delete' | 'wrap' | 'double' | 'add';
  readonly value: unknown;
}

/** The value with one to six places of it replaced, deleted, wrapped, repeated, or given a key too many. */
export function mutated(sound: Json): fc.Arbitrary<Json> {
  const change = fc.record({
    place: fc.nat({ max: 10_000 }),
    kind: fc.constantFrom('replace', 'replace', 'delete', 'wrap', 'double', 'add'),
    value: fc.oneof(fc.constantFrom(...HOSTILE_VALUES), fc.jsonValue({ maxDepth: 2 })),
  }) as fc.Arbitrary<Change>;
  return fc
    .array(change, { minLength: 1, maxLength: 6 })
    .map((changes) => changes.reduce(apply, structuredClone(sound)));
}

function apply(value: Json, { place, kind, value: given }: Change): Json {
  // The values above are shared: a change within one of them would stay, and could make a circle.
  const change = { place, kind, value: structuredClone(given) };
  const places = placesOf(value);
  const [holder, key] = places[change.place % places.length] ?? [];
  if (holder === undefined || key === undefined) return change.value;
  const old = holder[key];
  if (change.kind === 'delete') delete holder[key];
  else if (change.kind === 'wrap') set(holder, key, [old]);
  else if (change.kind === 'double')
    set(holder, key, Array.isArray(old) ? [...(old as unknown[]), ...(old as unknown[])] : [old, old]);
  else if (change.kind === 'add') set(holder, `${key}x`, change.value);
  else set(holder, key, change.value);
  return value;
}

type Holder = Record<string, unknown>;
const set = (holder: Holder, key: string, value: unknown) =>
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });

function placesOf(value: Json): (readonly [Holder, string])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key) => [[value as Holder, key] as const, ...placesOf((value as Holder)[key])]);
}
