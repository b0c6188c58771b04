import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { extname, join, parse } from 'node:path';

/** A file beside a scan: its sidecar, or the mark that it is complete. */
export interface Companion {
  readonly path: string;
  readonly fingerprint: string;
}

export interface FoundScan {
  readonly path: string;
  /** Below `in/`. */
  readonly relative: string;
  readonly size: number;
  readonly modifiedAt: Date;
  /** Changes when the file is written to or replaced. */
  readonly fingerprint: string;
  readonly sidecar?: Companion;
  /** `<name>.klaar`: whoever delivers says that it is complete. */
  readonly klaar?: Companion;
}

/** The names that lie in the folder, below it, without anything being known of the files. */
export interface FolderListing {
  readonly scans: readonly string[];
  readonly subfolders: readonly string[];
  /** Other files than scans and what belongs to them: left alone, and told to the operator. */
  readonly strangers: number;
  /** What has the name of a scan's sidecar or mark, in whatever case; by folder and name in small letters. */
  readonly companions: ReadonlyMap<string, string>;
}

const SCANS = new Set(['.pdf', '.tif', '.tiff', '.jpg', '.jpeg', '.png']);
const COMPANIONS = new Set(['.json', '.klaar']);
/** What copying programs, editors and network shares leave lying about while they are busy. */
const TEMPORARY = /^[.~]|~$|\.(tmp|temp|part|partial|filepart|crdownload|swp|lock)$|^(thumbs\.db|desktop\.ini)$/i;
const DEEPEST = 8;

/**
 * Everything that lies in the folder, subfolders as well (a folder is moved in at once), by one reading of each folder
 * and no look at any file. Links are never followed, so nothing outside the folder is ever read. Throws what the file
 * system says about the folder itself.
 */
export async function listFolder(root: string): Promise<FolderListing> {
  const scans: string[] = [];
  const subfolders: string[] = [];
  const companions = new Map<string, string>();
  let strangers = 0;
  const list = async (folder: string, depth: number): Promise<void> => {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      if (TEMPORARY.test(entry.name)) continue;
      const relative = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (depth >= DEEPEST) continue;
        subfolders.push(relative);
        await list(relative, depth + 1).catch(ignoreGone);
      } else if (isStranger(entry)) strangers += 1;
      else if (isScanName(entry.name)) scans.push(relative);
      else {
        const key = join(folder, entry.name.toLowerCase());
        if ((companions.get(key) ?? '') < relative) companions.set(key, relative);
      }
    }
  };
  await list('', 0);
  return { scans, subfolders, strangers, companions };
}

export const isScanName = (name: string) => SCANS.has(extname(name).toLowerCase());
export const isCompanionName = (name: string) => COMPANIONS.has(extname(name).toLowerCase());

/** Links, pipes and devices, and names that are no UTF-8 and so cannot be opened, whatever they are called. */
const isStranger = (entry: Dirent) =>
  !entry.isFile() || !(isScanName(entry.name) || isCompanionName(entry.name)) || entry.name.includes('\ufffd');

function ignoreGone(thrown: unknown): void {
  if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') throw thrown;
}

/** The keys in a listing's companions: the name of the scan as a whole goes before that without its ending. */
function companionOf(relative: string, extension: string, { companions }: FolderListing): string | undefined {
  if (companions.size === 0) return undefined;
  const { dir, name, base } = parse(relative);
  const find = (stem: string) => companions.get(join(dir, `${stem}${extension}`.toLowerCase()));
  return find(base) ?? find(name);
}

/** Whoever delivers says that it is complete. */
export const isMarked = (relative: string, listing: FolderListing) =>
  companionOf(relative, '.klaar', listing) !== undefined;

/** What the listing's scan is at the moment; undefined when it is gone, or no longer a file. */
export async function findScan(root: string, relative: string, listing: FolderListing): Promise<FoundScan | undefined> {
  const path = join(root, relative);
  const facts = await look(path);
  if (facts === undefined) return undefined;
  const companion = async (extension: string): Promise<Companion | undefined> => {
    const found = companionOf(relative, extension, listing);
    if (found === undefined) return undefined;
    const seen = await look(join(root, found));
    return seen === undefined ? undefined : { path: join(root, found), fingerprint: seen.fingerprint };
  };
  const [sidecar, klaar] = [await companion('.json'), await companion('.klaar')];
  return {
    path,
    relative,
    ...facts,
    ...(sidecar === undefined ? {} : { sidecar }),
    ...(klaar === undefined ? {} : { klaar }),
  };
}

/** Undefined when it is gone, or no longer a file. */
export async function look(path: string) {
  const stats = await lstat(path).catch((thrown: unknown) => {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw thrown;
  });
  if (stats?.isFile() !== true) return undefined;
  return { size: stats.size, modifiedAt: stats.mtime, fingerprint: `${stats.ino}-${stats.size}-${stats.mtimeMs}` };
}
