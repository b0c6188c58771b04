import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '#test/crash/plan/random.ts';

/** Inputs to make others of. */
export interface Corpus {
  readonly size: number;
  add(input: Uint8Array): Promise<void>;
  /** One of them; what was found last more often. */
  pick(random: Random): Uint8Array;
}

/** With a folder: begins with the files in it, in the order of their names, and keeps there what is added. */
export async function createCorpus(seeds: readonly Uint8Array[], folder?: string): Promise<Corpus> {
  const known = new Set<string>();
  const inputs: Uint8Array[] = [];
  const take = (input: Uint8Array) => {
    const name = hashOf(input);
    if (known.has(name)) return undefined;
    known.add(name);
    inputs.push(input);
    return name;
  };
  for (const seed of seeds) take(seed);
  if (folder !== undefined) {
    await mkdir(folder, { recursive: true });
    for (const name of (await readdir(folder)).sort()) take(await readFile(join(folder, name)));
  }
  if (inputs.length === 0) take(Buffer.of());
  return {
    get size() {
      return inputs.length;
    },
    async add(input) {
      const name = take(Buffer.from(input));
      if (name !== undefined && folder !== undefined) await writeFile(join(folder, name), input);
    },
    pick: (random) => {
      const recent = Math.min(inputs.length, 50);
      return random.chance(0.5) ? random.pick(inputs) : (inputs[inputs.length - random.int(1, recent)] ?? Buffer.of());
    },
  };
}

export const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);
