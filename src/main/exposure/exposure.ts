import { statSync, type Stats } from 'node:fs';

/** Something that other accounts of this machine can reach and should not; works, but deserves attention. In Dutch. */
export interface Exposure {
  readonly naam: string;
  readonly wat: string;
  readonly herstel: string;
}

/** What everybody may do with a file; of a folder, reading is listing it and running is entering it. */
export const ANYBODY = { reads: 0o004, writes: 0o002, enters: 0o001 } as const;

/** What the system says of this path, or undefined when that cannot be had: whoever needs the file says so. */
export function look(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

export const mayAnybody = (path: string, rights: number) => ((look(path)?.mode ?? 0) & rights) !== 0;
