import { lstat, mkdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** Bytes of a name in every file system that is in use, less what is put around it. */
const LONGEST_STEM = 255 - '.-99999.fout.json.part'.length;

/**
 * Where files are put, for one batch of them: a folder is made and looked at once, and no name is given out twice to
 * two that are on their way at the same time.
 */
export function createDestinations() {
  const ready = new Map<string, Promise<void>>();
  const given = new Set<string>();
  return {
    /** Makes a folder inside `home`. A link inside our own folders would take letters out of them: that is refused. */
    async folder(home: string, ...parts: string[]): Promise<string> {
      const folder = join(home, ...parts);
      const making = ready.get(folder) ?? makeInside(folder, home);
      ready.set(folder, making);
      await making;
      return folder;
    },
    /** A name that nothing in the folder has, with this ending or one of what goes along; a very long one is cut. */
    async freeStem(folder: string, wanted: string, ext: string): Promise<string> {
      const short = cutBytes(wanted, LONGEST_STEM - Buffer.byteLength(ext));
      for (let count = 1; ; count += 1) {
        const stem = count === 1 ? short : `${short}-${count}`;
        if (!(await isFree(folder, stem, ext))) continue;
        // Some file systems do not tell capitals from small letters.
        const key = join(folder, stem).toLowerCase();
        if (given.has(key)) continue;
        given.add(key);
        return stem;
      }
    },
  };
}
export type Destinations = ReturnType<typeof createDestinations>;

async function makeInside(folder: string, home: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const [real, realHome] = [await realpath(folder), await realpath(home)];
  if (real !== realHome && !real.startsWith(realHome + sep)) {
    throw Object.assign(new Error('A folder leads elsewhere'), { code: 'ELOOP' });
  }
}

/** Asked by name, not from a list of the folder: ten thousand scans in a day would list ten thousand names each. */
async function isFree(folder: string, stem: string, ext: string): Promise<boolean> {
  const names = [ext, '.json', '.klaar', '.fout.json'].map((one) => join(folder, stem + one));
  const found = await Promise.all(names.map((name) => lstat(name).catch(() => undefined)));
  return found.every((one) => one === undefined);
}

function cutBytes(name: string, most: number): string {
  if (Buffer.byteLength(name) <= most) return name;
  let cut = name.slice(0, most);
  while (Buffer.byteLength(cut) > most) cut = cut.slice(0, -1);
  return cut.toWellFormed();
}
