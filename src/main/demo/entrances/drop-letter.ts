import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { SeedLetter } from '../seed/letter/seed-letter.ts';

/** What a scanning street does: the facts first, then the scan under a temporary name, then its own name at once. */
export async function dropLetter(scanMap: string, { bestandsnaam, bytes, sidecar }: SeedLetter): Promise<void> {
  const folder = join(scanMap, 'in');
  await mkdir(folder, { recursive: true });
  if (sidecar !== undefined) {
    await writeFile(join(folder, `${parse(bestandsnaam).name}.json`), JSON.stringify(sidecar));
  }
  const temporary = join(folder, `.${bestandsnaam}.part`);
  await writeFile(temporary, bytes);
  await rename(temporary, join(folder, bestandsnaam));
}
