import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { benchScan } from './bench-scan.ts';

/** Scans that are put ready beside the folder that the program watches. */
export interface WaitingScans {
  prepare(prefix: string, count: number): Promise<void>;
  /** All that was prepared lies in `in/`: one rename each, no bytes. `as` begins their new names. */
  release(as?: string): Promise<void>;
}

export async function openWaitingScans(map: string): Promise<WaitingScans> {
  const ready = join(map, 'klaargezet');
  await mkdir(ready, { recursive: true });
  await mkdir(join(map, 'in'), { recursive: true });
  return {
    async prepare(prefix, count) {
      for (let index = 0; index < count; index += 1) {
        const id = `${prefix}-${String(index).padStart(6, '0')}`;
        await writeFile(join(ready, `${id}.pdf`), benchScan(id));
      }
    },
    async release(as = '') {
      for (const name of await readdir(ready)) await rename(join(ready, name), join(map, 'in', as + name));
    },
  };
}
