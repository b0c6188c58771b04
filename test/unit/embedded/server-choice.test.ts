import { expect, it } from 'vitest';
import { cacheDirFrom } from '#infrastructure/embedded/cache-dir.ts';
import { requireAtLeast } from '#infrastructure/embedded/program-version.ts';

it.each([
  [{ HOME: '/home/a' }, '/home/a/.cache/klantcontact-intake'],
  [{ HOME: '/home/a', XDG_CACHE_HOME: '/cache' }, '/cache/klantcontact-intake'],
  [{ HOME: '/home/a', XDG_CACHE_HOME: '/cache', INTAKE_CACHE_DIR: '/eigen' }, '/eigen'],
])('with %j fetched servers are kept in %s', (env, expected) => {
  expect(cacheDirFrom(env)).toBe(expected);
});

it.each(['6.2.0', '6.10.1', '7.0.15', '9.1.2-rc1'])('version %s is new enough for 6.2', (version) => {
  expect(() => requireAtLeast(version, [6, 2])).not.toThrow();
});

it.each(['6.0.16', '5.9.9', 'onbekende versie'])('version %s is refused where 6.2 is needed', (version) => {
  expect(() => requireAtLeast(version, [6, 2])).toThrow(/te oud/);
});
