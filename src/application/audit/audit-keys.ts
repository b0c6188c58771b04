import { createHmac, scryptSync } from 'node:crypto';

/** One key; `naam` is in every block that it sealed. */
export interface AuditKey {
  readonly naam: string;
  hash(text: string): string;
}

/** The key that seals, and every key by which something can be proved. */
export interface AuditKeys {
  readonly huidig?: AuditKey;
  find(naam: string): AuditKey | undefined;
}

const SALT = 'klantcontact-intake audit 2';
const KEY_BYTES = 32;
const NAME_BYTES = 8;
/** Some tens of milliseconds, once at start: whoever guesses at a key pays it for every guess, by its name as well. */
const COST = { N: 16_384, r: 8, p: 1 };

/** The first text seals; the others prove what they sealed before. Without any nothing can be proved. */
export function createAuditKeys(texts: readonly string[]): AuditKeys {
  const keys = texts.map(toKey);
  const byName = new Map(keys.map((key) => [key.naam, key]));
  const [huidig] = keys;
  return { ...(huidig === undefined ? {} : { huidig }), find: (naam) => byName.get(naam) };
}

function toKey(text: string): AuditKey {
  const bytes = scryptSync(text, SALT, KEY_BYTES + NAME_BYTES, COST);
  const key = bytes.subarray(0, KEY_BYTES);
  return {
    naam: bytes.subarray(KEY_BYTES).toString('hex'),
    hash: (message) => createHmac('sha256', key).update(message, 'utf8').digest('hex'),
  };
}
