import { access, constants, mkdir, realpath } from 'node:fs/promises';
import { transient } from '#domain/failure/failure.ts';
import { folderFailure } from './letter.errors.ts';
import type { ScanFolders } from './letter.put-away.ts';

/** Our three folders, which must be there, be ours to write in, and stay where they were. */
export function createOwnFolders(folders: ScanFolders) {
  const ours = [folders.in, folders.archief, folders.mislukt];
  const places = new Map<string, string>();
  return {
    /** Makes what is missing. Throws a transient Failure when that cannot be, or when one was moved. */
    async make(): Promise<void> {
      await onDisk(true, async () => {
        for (const folder of ours) await mkdir(folder, { recursive: true });
      });
      for (const folder of ours) await refuseMoved(folder);
    },
    async checkRights(): Promise<void> {
      await onDisk(true, async () => {
        for (const folder of ours) await access(folder, constants.W_OK);
      });
    },
  };

  /** A link that an operator made is where the folder is; one that replaces it while we run leads letters elsewhere. */
  async function refuseMoved(folder: string): Promise<void> {
    const real = await onDisk(false, () => realpath(folder));
    const before = places.get(folder) ?? real;
    places.set(folder, before);
    if (real !== before) {
      throw transient(
        'scan-folder-moved',
        'A scan folder was replaced by a link to elsewhere: put it back, or restart',
      );
    }
  }
}

/** What the file system says about a folder of ours becomes a transient Failure. */
export async function onDisk<T>(writing: boolean, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw folderFailure(thrown, writing);
  }
}
