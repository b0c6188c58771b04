import { resolve } from 'node:path';
import { toFailure } from '#domain/failure/failure.ts';
import { refuseSwappable } from '#infrastructure/embedded/private-folder.ts';
import { look, type Exposure } from './exposure.ts';

const OTHERS = 0o077;

/** A data folder that others can enter (the start of embedded servers closes it), or could put another in place of. */
export function findOpenDataDir(dataDir: string): Exposure[] {
  const path = resolve(dataDir);
  const mode = look(path)?.mode;
  if (mode === undefined) return [];
  const herstel = `chmod 700 ${path}`;
  const wat = `in ${path} kunnen ook anderen op deze machine`;
  return [...((mode & OTHERS) === 0 ? [] : [{ naam: 'gegevensmap', wat, herstel }]), ...(isSwappable(path) ?? [])];
}

function isSwappable(path: string): Exposure[] | undefined {
  try {
    refuseSwappable(path);
    return undefined;
  } catch (thrown) {
    const { message } = toFailure(thrown);
    return [
      { naam: 'gegevensmap', wat: message, herstel: 'kies met DATA_DIR een map waarin alleen dit account schrijft' },
    ];
  }
}
