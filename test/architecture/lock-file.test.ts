import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

type Packages = Record<string, { version?: string; optionalDependencies?: Record<string, string> }>;

/** Where Node would find this package from there: its own folder first, then every folder above. */
function isLocked(packages: Packages, from: string, name: string): boolean {
  if (packages[[from, 'node_modules', name].filter(Boolean).join('/')]) return true;
  if (from === '') return false;
  return isLocked(packages, from.slice(0, from.lastIndexOf('node_modules/')).replace(/\/$/, ''), name);
}

/**
 * npm leaves out of the lock file what the registry does not have for some platforms, and then refuses `npm ci` because
 * they are missing. Mend: put the entries back (version, os, cpu, libc), as `git log -p package-lock.json` shows them.
 */
it('the lock file names every build of every platform, so that npm ci works everywhere', async () => {
  const lock = JSON.parse(await readFile(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
    packages: Packages;
  };
  const wanted = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).map((name) => ({ path, name })),
  );
  const missing = wanted.filter(({ path, name }) => !isLocked(lock.packages, path, name));
  expect(wanted.length).toBeGreaterThan(0);
  expect(missing.map(({ name }) => name)).toEqual([]);
});
