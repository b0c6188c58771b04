import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/** OWASP's password storage cheat sheet: N = 2^16, r = 8, p = 1 (64 MiB, about a fifth of a second). */
const COST = { N: 65_536, r: 8, p: 1 } as const;
const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** A configured hash may ask for other costs, within what one login may take. */
const MOST = { N: 1_048_576, r: 32, p: 16, memory: 512 * 1024 * 1024 } as const;
const FORM = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([A-Za-z0-9_-]{16,})\$([A-Za-z0-9_-]{32,})$/;

/** `scrypt$N$r$p$salt$hash`, the last two base64url without padding. */
export async function hashPassword(password: string, { N, r, p }: Cost = COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, KEY_BYTES, { N, r, p });
  return ['scrypt', N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Whether the password belongs to the hash; false for a hash that is none. The comparison takes constant time. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [, N, r, p, salt = '', hash = ''] = FORM.exec(stored) ?? [];
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const wanted = Buffer.from(hash, 'base64url');
  if (!isAffordable(cost) || wanted.byteLength === 0) return false;
  const found = await derive(password, Buffer.from(salt, 'base64url'), wanted.byteLength, cost);
  return timingSafeEqual(found, wanted);
}

/** Whether the text is a hash that `verifyPassword` can check. */
export function isPasswordHash(stored: string): boolean {
  const [, N, r, p] = FORM.exec(stored) ?? [];
  return isAffordable({ N: Number(N), r: Number(r), p: Number(p) });
}

export interface Cost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

const isAffordable = ({ N, r, p }: Cost) =>
  N >= 2 &&
  N <= MOST.N &&
  (N & (N - 1)) === 0 &&
  r >= 1 &&
  r <= MOST.r &&
  p >= 1 &&
  p <= MOST.p &&
  128 * N * r <= MOST.memory;

function derive(password: string, salt: Buffer, length: number, cost: Cost): Promise<Buffer> {
  // Node refuses what needs more than `maxmem`; scrypt itself takes 128 * N * r bytes and a little.
  const options: ScryptOptions = { ...cost, maxmem: 128 * cost.N * cost.r + 1024 * 1024 };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, length, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
