import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { lockDataDir } from '#infrastructure/embedded/data-dir-lock.ts';
import { rejected } from '#domain/failure/failure.ts';
import { demoStateFile } from './demo-state.ts';

const LOCK = /^instance\./;

/**
 * Makes sure that no other demo uses the folder, and empties it when asked. A folder that was not filled by a demo is
 * never emptied. Throws `data-dir-in-use`, `data-dir-not-writable`, `data-dir-of-another`.
 */
export function claimDataDir(dataDir: string, { fresh }: { fresh: boolean }): { release(): void } {
  const lock = lockDataDir(dataDir);
  if (!fresh) return lock;
  const entries = readdirSync(dataDir).filter((name) => !LOCK.test(name));
  if (entries.length > 0 && !existsSync(demoStateFile(dataDir))) {
    lock.release();
    throw rejected(
      'data-dir-of-another',
      `In ${dataDir} staan gegevens die niet van een demo zijn; die worden niet weggegooid. Kies een andere map met DATA_DIR.`,
    );
  }
  for (const name of entries) rmSync(join(dataDir, name), { recursive: true, force: true });
  return lock;
}
