import { existsSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defect } from '#domain/failure/failure.ts';

const root = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** What every reader is made of; of the rest of the program, and of its data, it can read nothing. */
const SHARED = ['package.json', 'node_modules', 'src/domain', 'src/application', 'src/infrastructure/readers'].map(
  root,
);

/**
 * Absolute paths of folders and files that a reader may read: what all of them share, and the folder of its own module.
 * Packages may lie elsewhere, behind a link; Node and the kernel look at where things really are.
 */
export function ownCode(module: string): string[] {
  const paths = [...SHARED, dirname(fileURLToPath(module))].filter((path) => existsSync(path));
  const all = [...new Set(paths.flatMap((path) => [path, realpathSync(path)]))];
  // Node reads an asterisk as "everything that begins so", wherever it stands.
  if (all.some((path) => path.includes('*')))
    throw defect(
      'reader-folder-with-asterisk',
      'The program lies in a folder with * in its name, to which its readers cannot be kept: move or rename it',
    );
  return all;
}
