import { hash } from 'node:crypto';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isExecutable } from './find-on-path.ts';
import { refuseSwappable } from './private-folder.ts';

const WRITABLE_BY_OTHERS = 0o022;
const ROOT = 0;

/** A program in the cache folder, or undefined when it is not there. Throws when it is not what it should be. */
export function findCached(
  folder: string,
  file: string,
  programs: Readonly<Record<string, string>>,
): string | undefined {
  const path = join(folder, file);
  if (!isExecutable(path)) return undefined;
  refuseForeignProgram(path);
  verifyPrograms(folder, programs);
  return path;
}

/** Throws unless each file in the folder, by its path there, has the SHA-256 that stands beside it. */
function verifyPrograms(folder: string, programs: Readonly<Record<string, string>>): void {
  for (const [path, sha256] of Object.entries(programs)) {
    if (hash('sha256', readFileSync(join(folder, path)), 'hex') === sha256) continue;
    throw new Error(`${join(folder, path)} is niet het programma dat is vastgelegd; gooi de map ${folder} weg`);
  }
}

/** Throws for a program that another account could have put there, or could change. */
function refuseForeignProgram(path: string): void {
  const real = realpathSync(path);
  refuseSwappable(path);
  refuseSwappable(real);
  const { uid, mode } = statSync(real);
  const isOurs = process.getuid === undefined || uid === process.getuid() || uid === ROOT;
  if (isOurs && (mode & WRITABLE_BY_OTHERS) === 0) return;
  throw new Error(`${path} is van een ander account, of andere accounts mogen erin schrijven`);
}
