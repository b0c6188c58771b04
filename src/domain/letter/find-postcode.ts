/** A postcode in a line of text, and what stands before and after it. */
export interface FoundPostcode {
  /** `1234 AB` */
  readonly postcode: string;
  readonly before: string;
  readonly after: string;
}

/** Recognition reads a speck between the digits and the letters as a full stop: "5211.AP". */
const POSTCODE = /(?<![\p{L}\p{N}])([1-9][0-9]{3})[ .,]{0,2}([A-Z]{2})(?![\p{L}\p{N}])/gu;
/** PostNL never gives these out. */
const NEVER = new Set(['SA', 'SD', 'SS']);

/** The one postcode of a line; null when there is none, or more than one and so no telling whose it is. */
export function findPostcode(line: string): FoundPostcode | null {
  const matches = [...line.matchAll(POSTCODE)].filter(([, , letters = '']) => !NEVER.has(letters));
  const [match] = matches;
  if (match === undefined || matches.length > 1) return null;
  const [whole, digits = '', letters = ''] = match;
  return {
    postcode: `${digits} ${letters}`,
    before: line.slice(0, match.index).trim(),
    after: line.slice(match.index + whole.length).trim(),
  };
}

/** `1234ab`, `1234 AB` and "5211.AP" as `1234 AB`; undefined for what is no Dutch postcode. */
export function toPostcode(written: string): string | undefined {
  const line = written.trim().toUpperCase();
  const found = findPostcode(line);
  return found !== null && found.before === '' && found.after === '' ? found.postcode : undefined;
}
