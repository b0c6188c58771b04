import { join, resolve } from 'node:path';
import { ANYBODY, mayAnybody, type Exposure } from './exposure.ts';

/** A scanner may put letters in `in/` under an account of its own; nobody but the program needs to read any. */
const RIGHTS = { in: ANYBODY.reads, archief: ANYBODY.reads | ANYBODY.enters, mislukt: ANYBODY.reads | ANYBODY.enters };

export function findOpenScans(map: string): Exposure[] {
  if (!mayAnybody(resolve(map), ANYBODY.enters)) return [];
  const open = Object.entries(RIGHTS).filter(([name, rights]) => mayAnybody(join(resolve(map), name), rights));
  return open.map(([name]) => {
    const folder = join(map, name);
    const herstel = `chmod ${name === 'in' ? 'o-r' : 'o-rwx'} ${folder}`;
    return { naam: 'scanmap', wat: `de brieven in ${folder} kunnen anderen op deze machine lezen`, herstel };
  });
}
