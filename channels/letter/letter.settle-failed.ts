import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join, parse, relative, resolve } from 'node:path';
import { z } from 'zod';
import type { MessageStore, MessageSummary } from '#application/ports/message-store.ts';
import { createDestinations, type Destinations } from './letter.destinations.ts';
import { inParallel } from './letter.in-parallel.ts';
import { toDayFolder } from './letter.instant.ts';
import { move, type ScanFolders } from './letter.put-away.ts';
import { isCompanionName, isScanName, look } from './letter.scan-folder.ts';

const NOTE = '.fout.json';
/** A note is a few lines; what is larger was not written by us. */
const LARGEST_NOTE = 64 * 1024;
/** Of one look: notes that are read, and scans that are moved. The rest has its turn in the next looks. */
const MOST_READ = 2_000;
const MOST_MOVED = 200;
const READ_AT_ONCE = 8;
/** Messages looked up at once. */
const CHUNK = 500;

const noteSchema = z.looseObject({
  messageUuid: z.uuid(),
  /** Present when it was being moved before: where to, below the scan folder, without an extension. */
  archief: z.string().optional(),
});
type Note = z.infer<typeof noteSchema>;

export interface SettleOutcome {
  readonly settled: number;
  /** Others are finished as well: they need not wait for the next look. */
  readonly hasMore: boolean;
}

/**
 * Moves the scans in `mislukt/` that people finished (repaired and registered, or laid aside) to `archief/JJJJ/MM/DD/`,
 * with a note of what became of them: `mislukt/` holds what still waits for somebody. The note goes last and says where
 * to, so that a killed program finishes the move. Of many notes each look reads the next part, in turn: nothing is
 * remembered of them but where it was.
 */
export function createSettleFailed(folders: ScanFolders, messages: Pick<MessageStore, 'find'>) {
  let after = '';
  return async (now: Date): Promise<SettleOutcome> => {
    const { notes, belongings } = await listFailed(folders.mislukt);
    const rest = notes.filter((path) => path > after).sort();
    const chosen = rest.slice(0, MOST_READ);
    const destinations = createDestinations();
    let settled = 0;
    for (let at = 0; at < chosen.length; at += CHUNK) {
      const chunk = await readNotes(chosen.slice(at, at + CHUNK));
      const uuids = new Set([...chunk.values()].map(({ messageUuid }) => messageUuid));
      const found = uuids.size === 0 ? [] : await messages.find([...uuids], { raw: false });
      const known = new Map(found.map((message) => [message.uuid, message]));
      for (const [path, { messageUuid }] of chunk) {
        const message = known.get(messageUuid);
        if (message === undefined || message.state === 'open' || message.state === 'parked') continue;
        if (settled >= MOST_MOVED) return { settled, hasMore: true };
        // First: one that cannot be moved does not keep the next look from the others.
        after = path;
        await settle(folders, destinations, path, belongings.get(stemOf(path)) ?? [], message, now);
        settled += 1;
      }
    }
    after = rest.length > chosen.length ? (chosen.at(-1) ?? '') : '';
    return { settled, hasMore: false };
  };
}

/** Every note, and by the path without its ending what else lies there: the scan itself and its companions. */
async function listFailed(folder: string): Promise<{ notes: string[]; belongings: Map<string, string[]> }> {
  const notes: string[] = [];
  const belongings = new Map<string, string[]>();
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    if (entry.name.endsWith(NOTE)) notes.push(path);
    else if (isScanName(entry.name) || isCompanionName(entry.name)) {
      const { dir, name } = parse(path);
      const stem = join(dir, name);
      belongings.set(stem, [...(belongings.get(stem) ?? []), entry.name]);
    }
  }
  return { notes, belongings };
}

const stemOf = (note: string) => note.slice(0, -NOTE.length);

async function readNotes(paths: readonly string[]): Promise<Map<string, Note>> {
  const read = new Map<string, Note>();
  await inParallel(paths, READ_AT_ONCE, async (path) => {
    const note = await readNote(path);
    if (note !== undefined) read.set(path, note);
  });
  return new Map([...read].sort(([one], [other]) => (one < other ? -1 : 1)));
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

async function settle(
  folders: ScanFolders,
  destinations: Destinations,
  path: string,
  belongings: readonly string[],
  message: MessageSummary,
  now: Date,
): Promise<void> {
  // Another installation that watches the same folder may have been first.
  const note = await readNote(path);
  if (note === undefined) return;
  const stem = basename(stemOf(path));
  const target = targetOf(note, folders) ?? (await chooseTarget(folders, destinations, path, belongings, now));
  await destinations.folder(folders.archief, relative(folders.archief, dirname(target)));
  const told = { ...note, afloop: toAfloop(message), archief: relative(dirname(folders.mislukt), target) };
  const half = join(dirname(path), `.${basename(path)}.part`);
  await writeFile(half, `${JSON.stringify(told, null, 2)}\n`);
  await rename(half, path);
  for (const name of belongings) await move(join(dirname(path), name), `${target}${name.slice(stem.length)}`);
  await move(path, `${target}${NOTE}`);
}

/** Where the move before was going; only ever inside the archive, whatever somebody made of the note. */
function targetOf({ archief }: Note, folders: ScanFolders): string | undefined {
  if (archief === undefined) return undefined;
  const target = resolve(dirname(folders.mislukt), archief);
  return target.startsWith(`${resolve(folders.archief)}/`) ? target : undefined;
}

async function chooseTarget(
  folders: ScanFolders,
  destinations: Destinations,
  path: string,
  belongings: readonly string[],
  now: Date,
): Promise<string> {
  const below = dirname(relative(folders.mislukt, path));
  const folder = await destinations.folder(folders.archief, toDayFolder(now), below);
  const stem = basename(stemOf(path));
  const [scan = stem] = belongings.filter(isScanName);
  return join(folder, await destinations.freeStem(folder, stem, scan.slice(stem.length)));
}

/** What became of it, for the post room: nummers, and never a word of the letter or of the person's reason. */
function toAfloop({ state, klantcontacten, finishedAt }: MessageSummary) {
  const op = finishedAt === undefined ? {} : { op: finishedAt.toISOString() };
  return state === 'registered'
    ? { staat: 'geregistreerd', klantcontacten: klantcontacten.map(({ nummer }) => nummer), ...op }
    : { staat: 'weggelegd', ...op };
}
