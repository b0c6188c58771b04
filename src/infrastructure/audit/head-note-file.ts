import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { sha256Schema } from '#domain/audit/sha256.schema.ts';
import type { HeadNote } from '#application/ports/head-note.ts';

export const HEAD_FILE = 'audit-kop.json';
const PRIVATE = 0o600;

/** By database, because one folder may see several. */
const notesSchema = z.record(z.string(), z.object({ blok: z.int().min(1), hash: sha256Schema }));
type Notes = z.infer<typeof notesSchema>;

/** A file in DATA_DIR; `place` names the database that it is about. A file that is not one of ours holds nothing. */
export function createHeadNoteFile(dataDir: string, place: string): HeadNote {
  const path = join(dataDir, HEAD_FILE);
  return {
    read: async () => (await readNotes(path))[place],
    write: async ({ blok, hash }) => {
      await mkdir(dataDir, { recursive: true, mode: 0o700 });
      const notes = { ...(await readNotes(path)), [place]: { blok, hash } };
      const aside = `${path}.${randomBytes(6).toString('hex')}`;
      try {
        await writeFile(aside, `${JSON.stringify(notes, undefined, 2)}\n`, { flag: 'wx', mode: PRIVATE });
        await rename(aside, path);
      } finally {
        await rm(aside, { force: true });
      }
    },
  };
}

async function readNotes(path: string): Promise<Notes> {
  try {
    return notesSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return {};
  }
}
