import { watch, type FSWatcher } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Folders with events; the others are found by the look at everything. Each costs the system one inotify watch. */
const MOST_FOLDERS = 100;

interface Watched {
  readonly watcher: FSWatcher;
  readonly inode: number;
}

/**
 * What the file system tells of a folder and its subfolders, by name. It only saves waiting for the next look: events go
 * lost when many come at once, network shares send none, and a folder of which none can be had is not an error.
 * `onChange` gets a path below the folder, or nothing when any of them may have changed.
 */
export function createFolderWatch(root: string, onChange: (relative?: string) => void) {
  const watched = new Map<string, Watched>();
  return {
    /** Watches these subfolders and the folder itself, and lets go of others and of what has taken another's place. */
    async keep(subfolders: readonly string[]): Promise<void> {
      const wanted = new Set(['', ...subfolders.slice(0, MOST_FOLDERS)]);
      for (const folder of watched.keys()) if (!wanted.has(folder)) letGo(folder);
      for (const folder of wanted) {
        const stats = await lstat(join(root, folder)).catch(() => undefined);
        if (watched.get(folder)?.inode === stats?.ino) continue;
        letGo(folder);
        if (stats !== undefined) open(folder, stats.ino);
      }
    },
    close: () => {
      for (const folder of watched.keys()) letGo(folder);
    },
  };

  function open(folder: string, inode: number): void {
    try {
      const watcher = watch(join(root, folder));
      watched.set(folder, { watcher, inode });
      watcher.on('change', (type, name) => {
        // By its own name a folder tells that it was removed or moved; the next one may get the same inode.
        if (type === 'rename' && name === basename(join(root, folder))) letGo(folder);
        if (typeof name === 'string') onChange(join(folder, name));
      });
      watcher.on('error', () => {
        letGo(folder);
      });
      // What came between our look and this is told by nobody.
      onChange();
    } catch {
      // No watch is left, or the folder went away: the look at everything finds it.
    }
  }

  function letGo(folder: string): void {
    watched.get(folder)?.watcher.close();
    watched.delete(folder);
  }
}
