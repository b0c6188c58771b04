import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Check } from './check.ts';

/** The scan folder and what is made in it. What does not exist yet must be possible to make. */
export function checkScanFolder(map: string): Check {
  const folders = [map, ...['in', 'archief', 'mislukt'].map((name) => join(map, name))];
  return {
    naam: 'scanmap',
    run: async () => {
      for (const folder of folders) {
        const problem = await findProblem(resolve(folder));
        if (problem !== undefined) return problem;
      }
      return { oordeel: 'ok', wat: `${map} is te lezen en te schrijven` };
    },
  };
}

async function findProblem(folder: string) {
  const code = await errorOf(() => access(folder, constants.R_OK | constants.W_OK | constants.X_OK));
  // A folder that is not there yet is made at start: then its parent decides.
  if (code === 'ENOENT' && dirname(folder) !== folder) return findProblem(dirname(folder));
  if (code !== undefined) {
    const herstel = 'geef het account van het programma lees- en schrijfrechten op deze map';
    return { oordeel: 'fout' as const, wat: `${folder} is niet te lezen en te schrijven (${code})`, herstel };
  }
  if ((await stat(folder)).isDirectory()) return undefined;
  return { oordeel: 'fout' as const, wat: `${folder} is geen map`, herstel: 'kies een andere kanalen.brief.map' };
}

async function errorOf(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code ?? 'onbekend';
  }
}
