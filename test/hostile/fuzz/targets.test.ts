import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { READER_LIMITS } from '#test/fuzz/finding.ts';
import { fuzz } from '#test/fuzz/fuzz.ts';
import { TARGETS, targetNames, type TargetName } from '#test/fuzz/targets.ts';

/** Mutated messages per reader: a second or two each. `npm run fuzz` goes on for as long as it is told. */
const RUNS: Readonly<Record<TargetName, number>> = {
  mail: 64,
  header: 512,
  html: 128,
  'letter-pdf': 8,
  'letter-image': 64,
  'letter-text': 1_024,
  sidecar: 256,
  webhook: 96,
  form: 256,
  config: 64,
  copies: 96,
};

/** What the fuzzer found, made as small as it could be, before it was mended. */
async function findingsOf(name: TargetName): Promise<Uint8Array[]> {
  const folder = fileURLToPath(new URL(`./findings/${name}/`, import.meta.url));
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.sort().map((file) => readFile(folder + file)));
}

describe('whatever bytes come in, the reader answers, in time and within its memory', () => {
  it.each(targetNames)('%s: what was found before, and mutated messages', async (name) => {
    const module = TARGETS[name];
    const first = await findingsOf(name);
    const options = { module, seed: 6, limits: READER_LIMITS, minutes: 0.5, runs: first.length + RUNS[name], most: 3 };
    const { found } = await fuzz({ ...options, first }, () => undefined);
    expect(found.map(({ fault }) => fault)).toEqual([]);
  });
});
