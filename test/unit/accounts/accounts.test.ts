import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createAccessTokens } from '#infrastructure/accounts/access-tokens.ts';
import { createLocalAccounts } from '#infrastructure/accounts/local-accounts.ts';
import { hashPassword, isPasswordHash, verifyPassword } from '#infrastructure/accounts/password.ts';

const CHEAP = { N: 1024, r: 8, p: 1 };

test('a password belongs to its own hash alone, and two hashes of it differ', async () => {
  const [first, second] = [await hashPassword('geheim', CHEAP), await hashPassword('geheim', CHEAP)];
  expect(first).toMatch(/^scrypt\$1024\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
  expect(first).not.toBe(second);
  expect(await verifyPassword('geheim', first)).toBe(true);
  expect(await verifyPassword('Geheim', first)).toBe(false);
  expect(await verifyPassword('', first)).toBe(false);
});

test('a password typed with composed or decomposed accents is the same password', async () => {
  const hash = await hashPassword('caf\u00e9', CHEAP);
  expect(await verifyPassword('cafe\u0301', hash)).toBe(true);
});

test('without a choice a hash costs what OWASP asks for', async () => {
  expect(await hashPassword('geheim')).toMatch(/^scrypt\$65536\$8\$1\$/);
});

const salt = 'A'.repeat(22);
const hash = 'B'.repeat(43);
test.each([
  '',
  'scrypt',
  'scrypt$1$8$1',
  `scrypt$1000$8$1$${salt}$${hash}`,
  `scrypt$9999999$8$1$${salt}$${hash}`,
  `scrypt$1048576$32$1$${salt}$${hash}`,
  `scrypt$1024$8$1$kort$${hash}`,
])('%j is no hash that a login would look at', async (text) => {
  expect(isPasswordHash(text)).toBe(false);
  expect(await verifyPassword('geheim', text)).toBe(false);
});

test('a colleague is known by name and password, and the hash stays inside', async () => {
  const wachtwoord = await hashPassword('geheim', CHEAP);
  const anna = { gebruikersnaam: 'anna', naam: 'Anna', rollen: ['kcc'] as const, afdelingen: [] };
  const accounts = createLocalAccounts([{ ...anna, wachtwoord }]);
  expect(await accounts.authenticate('anna', 'geheim')).toEqual(anna);
  expect(await accounts.authenticate('anna', 'anders')).toBeUndefined();
  expect(await accounts.authenticate('ANNA', 'geheim')).toBeUndefined();
  expect(await accounts.authenticate('constructor', 'geheim')).toBeUndefined();
  expect(accounts.find('anna')).toEqual(anna);
  expect(accounts.find('niemand')).toBeUndefined();
});

test('an unknown name takes as long as a wrong password', async () => {
  const wachtwoord = await hashPassword('geheim', { N: 16_384, r: 8, p: 1 });
  const accounts = createLocalAccounts([
    { gebruikersnaam: 'anna', naam: 'Anna', rollen: ['kcc'], afdelingen: [], wachtwoord },
  ]);
  const time = async (name: string) => {
    const start = performance.now();
    await accounts.authenticate(name, 'verkeerd');
    return performance.now() - start;
  };
  await time('niemand');
  const rounds = [1, 2, 3, 4, 5];
  const [known, unknown] = [
    Math.min(...(await each(rounds, () => time('anna')))),
    Math.min(...(await each(rounds, () => time('niemand')))),
  ];
  expect(unknown / known).toBeGreaterThan(0.5);
  expect(unknown / known).toBeLessThan(2);
});

async function each<T>(rounds: readonly unknown[], work: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (const _ of rounds) results.push(await work());
  return results;
}

test('a token is known by its hash, however long it is', () => {
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const token = 'a'.repeat(40);
  const tokens = createAccessTokens([
    { naam: 'kiss', sha256: sha256(token), rechten: ['lezen'] },
    { naam: 'kort', sha256: sha256('zelf gekozen'), rechten: ['lezen', 'schrijven'] },
  ]);
  expect(tokens.find(token)).toMatchObject({ naam: 'kiss', rechten: ['lezen'] });
  expect(tokens.find('b'.repeat(40))).toBeUndefined();
  expect(tokens.find('zelf gekozen')).toMatchObject({ naam: 'kort', rechten: ['lezen', 'schrijven'] });
  expect(tokens.find('')).toBeUndefined();
});
