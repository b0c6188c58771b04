import { existsSync, statSync } from 'node:fs';
import { dirname, sep } from 'node:path';

/** Where the libraries lie that Node and native code are linked against; no configuration and no data. */
const LIBRARIES = ['/lib', '/lib64', '/usr/lib', '/usr/lib64', '/usr/local/lib', '/nix/store'];
const OPTIONS = 'bind,ro,nosuid,nodev,X-mount.mkdir=0755';

/** The root folder of a reader in words for `own-namespaces.sh`: a table of the folders in it, and the files. */
export interface OwnRoot {
  readonly fstab: string;
  readonly files: readonly string[];
}

/** A root folder with these paths in it, the folders of these programs, and what they are linked against. */
export function ownRoot(paths: readonly string[], programs: readonly string[]): OwnRoot {
  const there = [...LIBRARIES, ...programs.map((path) => dirname(path)), ...paths].filter((path) => existsSync(path));
  const folders = there.filter((path) => statSync(path).isDirectory());
  const outermost = folders.filter((one) => !folders.some((other) => one !== other && one.startsWith(other + sep)));
  return {
    fstab: [...new Set(outermost)].map(toLine).join(''),
    files: there.filter((path) => !folders.includes(path)),
  };
}

/** Words of the table are told apart by white space, which in them is written by number (getmntent(3)). */
function toLine(path: string): string {
  const word = path.replace(/[\s\\#]/g, (sign) => `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}`);
  return `${word} /sys${word} none ${OPTIONS} 0 0\n`;
}
