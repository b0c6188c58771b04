import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findOnPath } from '#infrastructure/embedded/find-on-path.ts';
import { isDovecotPresent } from '#infrastructure/embedded/dovecot.ts';
import { findChromium } from './find-chromium.ts';

type Need = { isPresent: () => boolean; packages: readonly string[] };

const NEEDS: readonly Need[] = [
  { isPresent: () => isDovecotPresent, packages: ['dovecot-imapd'] },
  // Without a font the pages' screenshots show boxes.
  { isPresent: () => findChromium() !== undefined, packages: ['chromium', 'fonts-liberation'] },
  { isPresent: () => findOnPath('openssl', process.env['PATH']) !== undefined, packages: ['openssl'] },
  { isPresent: hasPip, packages: ['python3-pip'] },
];

const PATIENCE_MS = 10 * 60_000;

/** Without these some tests are skipped, with a line that says so. */
const WISHES: readonly Need[] = [{ isPresent: () => existsSync('/usr/sbin/clamd'), packages: ['clamav-daemon'] }];

/** The Debian packages that more of the tests could use. */
export const wishedPackages = (): string[] =>
  WISHES.filter((wish) => !wish.isPresent()).flatMap((wish) => wish.packages);

/** The Debian packages that the tests need and this machine lacks. */
export function missingPackages(): string[] {
  return NEEDS.filter((need) => !need.isPresent()).flatMap((need) => need.packages);
}

export const mendingCommand = (packages: readonly string[]) =>
  `sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${packages.join(' ')}`;

export const mayInstall = () => process.getuid?.() === 0 && existsSync('/etc/debian_version');

/** As root on Debian. False when apt-get failed; what it said is on the terminal. */
export function installPackages(packages: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const aptGet = (...args: string[]) =>
    spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'], timeout: PATIENCE_MS })
      .status === 0;
  return aptGet('update') && aptGet('install', '--yes', '--no-install-recommends', ...packages);
}

/** Only needed to fetch the embedded servers; not when both have an address. */
function hasPip(): boolean {
  if (process.env['MONGODB_URI'] && process.env['REDIS_URL']) return true;
  return spawnSync('python3', ['-m', 'pip', '--version'], { stdio: 'ignore' }).status === 0;
}
