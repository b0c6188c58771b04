import { chmodSync, lstatSync, mkdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { rejected } from '#domain/failure/failure.ts';

/** Rights of the group and of everybody else. */
const OTHERS = 0o077;
const WRITABLE_BY_ALL = 0o002;
const STICKY = 0o1000;
const ROOT = 0;

/** What had to be done to make a folder this account's alone; `tightened`: others could enter it until now. */
export type Privacy = 'was-private' | 'tightened';

/**
 * Makes the folder when it is absent, and leaves it with rights for this account alone. Throws `data-dir-not-ours`
 * (rejected) for a folder of another account, or one that another account could swap for its own; errors of the file
 * system pass as they are.
 */
export function claimPrivateFolder(path: string): Privacy {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const folder = realpathSync(path);
  refuseSwappable(path);
  refuseSwappable(folder);
  const found = statSync(folder);
  if (!isOurs(found)) throw notOurs(path, `is van een ander account (uid ${found.uid})`);
  if ((found.mode & OTHERS) === 0) return 'was-private';
  chmodSync(folder, 0o700);
  // Some file systems (FAT, some network shares) give everybody the same rights, and let nobody change them.
  if ((statSync(folder).mode & OTHERS) !== 0) throw notOurs(path, 'staat op een schijf zonder rechten per account');
  return 'tightened';
}

/**
 * Every folder on the way down decides what the next name means. One in which everybody may write is safe only with the
 * sticky bit and for names that belong to this account (or root), a link included: /tmp is such a one. Throws
 * `data-dir-not-ours` (rejected).
 */
export function refuseSwappable(path: string): void {
  const parent = dirname(path);
  if (parent === path) return;
  const { mode } = statSync(parent);
  if ((mode & WRITABLE_BY_ALL) !== 0 && !((mode & STICKY) !== 0 && isOursOrRoots(lstatSync(path)))) {
    throw notOurs(path, `is te vervangen door ieder ander account, want iedereen mag schrijven in ${parent}`);
  }
  refuseSwappable(parent);
}

/** Windows knows no such numbers: there the user's own folders are the protection. */
const isOurs = ({ uid }: Stats) => process.getuid === undefined || uid === process.getuid();
const isOursOrRoots = (found: Stats) => isOurs(found) || found.uid === ROOT;

const notOurs = (path: string, why: string) =>
  rejected(
    'data-dir-not-ours',
    `${path} ${why}. Kies een eigen map (DATA_DIR, INTAKE_CACHE_DIR), of maak hem eigendom van dit account.`,
  );
