import { join } from 'node:path';
import { Failure, transient } from '#domain/failure/failure.ts';
import { closeToOthers } from './close-to-others.ts';
import { forgetDatabaseKey } from './database-key.ts';
import { claimPrivateFolder, type Privacy } from './private-folder.ts';

/** What is made in a data folder. Others may have put something beside it, such as scans: that stays as it is. */
const OURS = ['mongodb', 'redis', 'instance.json', 'instance.lock'];

/** Makes the data folder this account's alone. Throws `data-dir-not-ours` (rejected), `data-dir-not-writable` (transient). */
export function claimDataDir(dataDir: string): Privacy {
  try {
    return claimPrivateFolder(dataDir);
  } catch (thrown) {
    throw thrown instanceof Failure ? thrown : notWritable(dataDir, thrown);
  }
}

/** For a folder that others could enter until now, under its lock: what stands in it is closed, and its key made anew. */
export function closeWhatWasOpen(dataDir: string, report: (line: string) => void): void {
  forgetDatabaseKey(dataDir);
  for (const name of OURS) closeToOthers(join(dataDir, name));
  report(`De gegevensmap ${dataDir} was ook voor anderen toegankelijk; nu kan alleen dit account erin.`);
}

export function notWritable(dataDir: string, cause: unknown): Failure {
  const code = (cause as NodeJS.ErrnoException).code ?? 'onbekend';
  return transient(
    'data-dir-not-writable',
    `In de gegevensmap ${dataDir} kan niet worden geschreven (${code}). Geef dit account er rechten op, of kies een andere map met DATA_DIR.`,
    { cause },
  );
}
