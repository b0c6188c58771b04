import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readInstance } from '#infrastructure/embedded/data-dir-lock.ts';
import { isAlive } from '#infrastructure/embedded/process-signals.ts';
import { stopLeftOverServer } from '#infrastructure/embedded/server-process.ts';

export const TEST_DATA_PREFIX = 'klantcontact-intake-test-';

/** An interrupted run (kill -9) leaves its servers behind; the next run stops those whose owner is gone. */
export async function removeLeftOverTestServers(): Promise<void> {
  const names = await readdir(tmpdir());
  for (const name of names.filter((entry) => entry.startsWith(TEST_DATA_PREFIX))) {
    const dataDir = join(tmpdir(), name);
    const owner = readInstance(dataDir);
    if (!owner || isAlive(owner.pid)) continue;
    const servers = [join(dataDir, 'redis'), ...(await foldersIn(join(dataDir, 'mongodb')))];
    await Promise.all(servers.map(stopLeftOverServer));
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function foldersIn(path: string): Promise<string[]> {
  const names = await readdir(path).catch(() => []);
  const paths = names.map((name) => join(path, name));
  const isFolder = await Promise.all(paths.map(async (one) => (await stat(one)).isDirectory()));
  return paths.filter((_, index) => isFolder[index]);
}
