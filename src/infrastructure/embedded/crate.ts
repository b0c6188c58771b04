import { hash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from './run-program.ts';

/**
 * Fetches the sources of a crate, by cargo as this machine has set it up, and unpacks them in `aside`; answers their
 * folder. Throws when they are not the ones with this SHA-256: nothing of them has run then.
 */
export async function fetchCrate(
  name: string,
  { version, sha256 }: { version: string; sha256: string },
  aside: string,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const project = join(aside, 'fetch');
  await mkdir(join(project, 'src'), { recursive: true });
  await writeFile(join(project, 'src', 'lib.rs'), '');
  const manifest = ['[package]', 'name = "fetch"', 'version = "0.0.0"', '[dependencies]', `${name} = "=${version}"`];
  await writeFile(join(project, 'Cargo.toml'), manifest.join('\n'));
  await runProgram('cargo', ['fetch', '--manifest-path', join(project, 'Cargo.toml')], { env });
  const file = await findArchive(`${name}-${version}.crate`, env);
  if (hash('sha256', await readFile(file), 'hex') !== sha256) throw new Error(`${file} is niet wat is vastgelegd`);
  await runProgram('tar', ['-xzf', file, '-C', aside], { env });
  return join(aside, `${name}-${version}`);
}

/** Cargo keeps what it fetched in a folder for each registry. */
async function findArchive(name: string, env: NodeJS.ProcessEnv): Promise<string> {
  const cache = join(env['CARGO_HOME'] || join(env['HOME'] || homedir(), '.cargo'), 'registry', 'cache');
  for (const registry of await readdir(cache)) {
    if ((await readdir(join(cache, registry))).includes(name)) return join(cache, registry, name);
  }
  throw new Error(`cargo leverde ${name} niet`);
}
