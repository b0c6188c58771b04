import { isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';

/** What a text of YAML says, or everything that is wrong with it, in Dutch. Never throws. */
export type ParsedYaml = { readonly value: unknown } | { readonly faults: readonly string[] };

/** Complaints that are told; more of them say no more. */
const MOST_FAULTS = 20;
/** A configuration is some six deep. */
const DEEPEST = 40;

/** `name`: how the complaints call the text. */
export function parseYaml(text: string, name: string): ParsedYaml {
  const lines = new LineCounter();
  const lineOf = (at: number) => lines.linePos(at).line;
  if (isBracketed(text)) return { faults: [`${name} is te diep genest`] };
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      logLevel: 'error',
      stringKeys: true,
      // Ours below: the parser compares every key with all others, and a hundred thousand keys take minutes.
      uniqueKeys: false,
    });
    const found = [...document.errors, ...document.warnings];
    if (found.length > 0) {
      // One slip often breaks the same line in several ways.
      const slips = new Map(found.map(({ code, pos }) => [lineOf(pos[0]), code]));
      const told = [...slips]
        .slice(0, MOST_FAULTS)
        .map(([line, code]) => `regel ${line} van ${name} is geen geldige YAML (${code})`);
      return {
        faults: slips.size > MOST_FAULTS ? [...told, `en nog ${slips.size - MOST_FAULTS} regels van ${name}`] : told,
      };
    }
    // Another version has other types of its own, and merges keys.
    if (document.directives?.yaml.version !== '1.2') return { faults: [`${name} is geen YAML 1.2`] };
    const twice = findTwice(document, lineOf);
    if (twice.length > 0) return { faults: twice.map((line) => `regel ${line} van ${name} herhaalt een sleutel`) };
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    return isDeep(value, DEEPEST) ? { faults: [`${name} is te diep genest, of verwijst naar zichzelf`] } : { value };
  } catch (thrown) {
    // Nested so deep that the parser's stack is full, or aliases of aliases of aliases.
    const why = thrown instanceof ReferenceError ? 'verwijst te vaak naar zichzelf (aliassen)' : 'is te diep genest';
    return { faults: [`${name} ${why}`] };
  }
}

/** Whether more brackets stand open than in any sound text: parsing those takes the parser tens of seconds. */
function isBracketed(text: string): boolean {
  let open = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    open = Math.max(0, open + (bracket === '[' || bracket === '{' ? 1 : -1));
    if (open > 200) return true;
  }
  return false;
}

/** Lines on which a key stands that stood in the same group before. */
function findTwice(document: Document, lineOf: (at: number) => number): number[] {
  const twice = new Set<number>();
  visit(document, {
    Map: (_, { items }) => {
      const known = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (known.has(key.value)) twice.add(lineOf(key.range?.[0] ?? 0));
        known.add(key.value);
      }
    },
  });
  return [...twice].slice(0, MOST_FAULTS);
}

function isDeep(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return left === 0 || Object.values(value).some((part) => isDeep(part, left - 1));
}
