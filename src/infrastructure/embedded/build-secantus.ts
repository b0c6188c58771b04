import '#infrastructure/private-umask.ts';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirFrom } from './cache-dir.ts';
import { fetchCrate } from './crate.ts';
import { findOnPath, isExecutable } from './find-on-path.ts';
import { runProgram } from './run-program.ts';
import { BUILT_SECANTUS } from './secantus.ts';

/**
 * `npm run db:build`: compiles the better embedded MongoDB-protocol server into the cache folder, about 13 minutes of
 * processor time. Never part of the demo or the tests; once it is there, they prefer it.
 */
const TOOLS = [
  { names: ['cargo'], mend: 'installeer Rust (https://rustup.rs)' },
  { names: ['cmake'], mend: 'apt-get install cmake' },
  { names: ['cc', 'gcc', 'clang'], mend: 'apt-get install build-essential' },
];

const say = (line: string) => process.stdout.write(`${line}\n`);

async function build(env: NodeJS.ProcessEnv): Promise<number> {
  const cacheDir = cacheDirFrom(env);
  const target = join(cacheDir, BUILT_SECANTUS.store);
  if (isExecutable(join(target, BUILT_SECANTUS.binary))) {
    say(`SecantusDB ${BUILT_SECANTUS.version} staat al in ${target}.`);
    return 0;
  }
  const missing = TOOLS.filter(({ names }) => !names.some((name) => findOnPath(name, env['PATH'])));
  if (missing.length > 0) {
    for (const { names, mend } of missing) say(`Niet gevonden: ${names.join(' of ')}. Oplossing: ${mend}.`);
    return 1;
  }
  await mkdir(cacheDir, { recursive: true });
  const aside = await mkdtemp(join(cacheDir, '.build-'));
  say(`SecantusDB ${BUILT_SECANTUS.version} bouwen (ongeveer 13 minuten rekentijd) ...`);
  try {
    await install(aside, { ...env, CARGO_TARGET_DIR: join(aside, 'target') });
    await rename(join(aside, 'ready'), target);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  say(`Klaar: ${target}. Een nieuwe gegevensmap gebruikt voortaan deze server.`);
  return 0;
}

/** From the sources as they are pinned here; its own lock file, with a hash for each, pins what they are built with. */
async function install(aside: string, env: NodeJS.ProcessEnv): Promise<void> {
  const sources = await fetchCrate('secantus-mdb', BUILT_SECANTUS, aside, env);
  const choice = ['--path', sources, '--locked', '--ignore-rust-version', '--root', join(aside, 'ready')];
  await runProgram('cargo', ['install', ...choice], { env, onOutput: (text) => process.stderr.write(text) });
}

try {
  process.exitCode = await build(process.env);
} catch (error) {
  say(`Het bouwen is mislukt: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
