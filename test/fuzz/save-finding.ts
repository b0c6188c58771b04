import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf } from './corpus.ts';
import type { Finding } from './fuzz.ts';

/** Writes the bytes, and beside them what came of them; answers the path of the bytes. */
export async function saveFinding({ fault, input }: Finding, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${fault.kind}-${hashOf(input)}`);
  await writeFile(path, input);
  await writeFile(`${path}.txt`, `${fault.kind}: ${fault.where}\n${fault.detail}\n`);
  return path;
}
