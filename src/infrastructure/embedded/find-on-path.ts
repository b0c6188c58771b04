import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** The first executable of this name in the absolute folders of PATH, or undefined. */
export function findOnPath(name: string, path: string | undefined): string | undefined {
  const candidates = (path ?? '').split(delimiter).filter(isAbsolute);
  return candidates.map((folder) => join(folder, name)).find(isExecutable);
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
