import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import type { MessageStore, MessageSummary } from '#application/ports/message-store.ts';
import { toDayFolder } from './letter.instant.ts';
import { freeStem, move, refuseOutside, type ScanFolders } from './letter.put-away.ts';
import { isScanName, look } from './letter.scan-folder.ts';

const NOTE = '.fout.json';
const COMPANIONS = ['.json', '.klaar'];
/** A note is a few lines; what is larger was not written by us. */
const LARGEST_NOTE = 64 * 1024;
/** Messages looked up at once. */
const CHUNK = 500;

const noteSchema = z.looseObject({
  messageUuid: z.uuid(),
  /** Present when it was being moved before: where to, below the scan folder, without an extension. */
  archief: z.string().optional(),
});
type Note = z.infer<typeof noteSchema>;

interface FoundNote {
  readonly path: string;
  readonly note: Note;
}

/**
 * Moves the scans in `mislukt/` that people finished (repaired and registered, or laid aside) to `archief/JJJJ/MM/DD/`,
 * with a note of what became of them: `mislukt/` holds what still waits for somebody. The note goes last and says where
 * to, so that a killed program finishes the move. Answers how many were moved.
 */
export async function settleFailed(
  folders: ScanFolders,
  messages: Pick<MessageStore, 'find'>,
  now: Date,
): Promise<number> {
  const notes = await findNotes(folders.mislukt);
  let settled = 0;
  for (let at = 0; at < notes.length; at += CHUNK) {
    const chunk = notes.slice(at, at + CHUNK);
    const found = await messages.find([...new Set(chunk.map(({ note }) => note.messageUuid))], { raw: false });
    const known = new Map(found.map((message) => [message.uuid, message]));
    for (const one of chunk) {
      const message = known.get(one.note.messageUuid);
      if (message === undefined || message.state === 'open' || message.state === 'parked') continue;
      await settle(folders, one, message, now);
      settled += 1;
    }
  }
  return settled;
}

async function findNotes(folder: string): Promise<FoundNote[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const found: FoundNote[] = [];
  for (const entry of entries.filter((one) => one.isFile() && one.name.endsWith(NOTE))) {
    const path = join(entry.parentPath, entry.name);
    const note = await readNote(path);
    if (note !== undefined) found.push({ path, note });
  }
  return found;
}

/** Undefined for what is not a note of ours: a person's own file, or half of one. */
async function readNote(path: string): Promise<Note | undefined> {
  try {
    if (((await look(path))?.size ?? Infinity) > LARGEST_NOTE) return undefined;
    const bytes = await readFile(path);
    return noteSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    return undefined;
  }
}

async function settle(folders: ScanFolders, { path, note }: FoundNote, message: MessageSummary, now: Date) {
  // Another installation that watches the same folder may have been first.
  if ((await readNote(path)) === undefined) return;
  const root = dirname(folders.mislukt);
  const stem = basename(path).slice(0, -NOTE.length);
  const belongings = (await readdir(dirname(path))).filter((name) => isOf(name, stem));
  const target = targetOf(note, folders) ?? (await chooseTarget(folders, path, belongings, now));
  await mkdir(dirname(target), { recursive: true });
  const told = { ...note, afloop: toAfloop(message), archief: relative(root, target) };
  const half = join(dirname(path), `.${basename(path)}.part`);
  await writeFile(half, `${JSON.stringify(told, null, 2)}\n`);
  await rename(half, path);
  for (const name of belongings) await move(join(dirname(path), name), `${target}${name.slice(stem.length)}`);
  await move(path, `${target}${NOTE}`);
}

/** The scan itself and what belongs to it; not the note. */
const isOf = (name: string, stem: string): boolean => {
  const ending = name.startsWith(stem) ? name.slice(stem.length).toLowerCase() : '';
  return COMPANIONS.includes(ending) || (ending.lastIndexOf('.') === 0 && isScanName(`x${ending}`));
};

/** Where the move before was going; only ever inside the archive, whatever somebody made of the note. */
function targetOf({ archief }: Note, folders: ScanFolders): string | undefined {
  if (archief === undefined) return undefined;
  const target = resolve(dirname(folders.mislukt), archief);
  return target.startsWith(`${resolve(folders.archief)}/`) ? target : undefined;
}

async function chooseTarget(folders: ScanFolders, path: string, belongings: readonly string[], now: Date) {
  const folder = join(folders.archief, toDayFolder(now), dirname(relative(folders.mislukt, path)));
  await mkdir(folder, { recursive: true });
  await refuseOutside(folder, folders.archief);
  const stem = basename(path).slice(0, -NOTE.length);
  const [scan = stem] = belongings.filter(isScanName);
  return join(folder, await freeStem(folder, stem, scan.slice(stem.length)));
}

/** What became of it, for the post room: nummers, and never a word of the letter or of the person's reason. */
function toAfloop({ state, klantcontacten, finishedAt }: MessageSummary) {
  const op = finishedAt === undefined ? {} : { op: finishedAt.toISOString() };
  return state === 'registered'
    ? { staat: 'geregistreerd', klantcontacten: klantcontacten.map(({ nummer }) => nummer), ...op }
    : { staat: 'weggelegd', ...op };
}
