import { execFile, spawnSync } from 'node:child_process';
import { mkdir, rm, statfs, truncate, writeFile, open } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SIZE_MB = 768;

/** The file system under DATA_DIR: a small one of its own where that may be made (root), so that it can be filled. */
export interface DataDisk {
  readonly path: string;
  /** Why it cannot be filled here; undefined when it can. */
  readonly cannotFill?: string;
  fill(): Promise<void>;
  free(): Promise<void>;
  unmount(): Promise<void>;
}

export async function openDataDisk(folder: string): Promise<DataDisk> {
  const path = join(folder, 'data');
  await mkdir(path, { recursive: true });
  const ballast = join(path, 'ballast');
  const cannotFill = await mount(path);
  return {
    path,
    ...(cannotFill === undefined ? {} : { cannotFill }),
    async fill() {
      const { bavail, bsize } = await statfs(path);
      const file = await open(ballast, 'w');
      const block = Buffer.alloc(1024 * 1024);
      try {
        for (let left = bavail * bsize; left > 0; left -= block.length) await file.write(block);
      } catch (thrown) {
        if ((thrown as NodeJS.ErrnoException).code !== 'ENOSPC') throw thrown;
      } finally {
        await file.close();
      }
    },
    async free() {
      await truncate(ballast).catch(() => undefined);
      await rm(ballast, { force: true });
    },
    async unmount() {
      if (cannotFill === undefined) await run('umount', ['--lazy', path]).catch(() => undefined);
    },
  };
}

/** Undefined when mounted; else the reason why not. */
async function mount(path: string): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root on Linux can mount a small disk';
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m,mode=0755`, 'klantcontact-crash', path]);
    await writeFile(join(path, '.proef'), '');
    // Also when the harness is interrupted.
    process.once('exit', () => spawnSync('umount', ['--quiet', '--lazy', path], { stdio: 'ignore' }));
    return undefined;
  } catch {
    return 'a small disk cannot be mounted here';
  }
}
