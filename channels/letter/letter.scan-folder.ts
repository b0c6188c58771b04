import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { extname, join, parse, relative } from 'node:path';

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

export interface FolderListing {
  readonly scans: readonly FoundScan[];
  /** Other files than scans and what belongs to them: left alone, and told to the operator. */
  readonly strangers: number;
}

const SCANS = new Set(['.pdf', '.tif', '.tiff', '.jpg', '.jpeg', '.png']);
const COMPANIONS = new Set(['.json', '.klaar']);
/** What copying programs, editors and network shares leave lying about while they are busy. */
const TEMPORARY = /^[.~]|~$|\.(tmp|temp|part|partial|filepart|crdownload|swp|lock)$|^(thumbs\.db|desktop\.ini)$/i;
const DEEPEST = 8;

/**
 * Everything that lies in the folder, subfolders as well (a folder is moved in at once). Links are never followed, so
 * nothing outside the folder is ever read. In the order of the names: scanning streets number what they make. Throws what the file system says about the folder itself.
 */
export async function listScans(folder: string, depth = 0, root = folder): Promise<FolderListing> {
  const entries = (await readdir(folder, { withFileTypes: true }))
    .filter(({ name }) => !TEMPORARY.test(name))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const files = entries.filter((entry) => entry.isFile());
  const names = new Map(files.map(({ name }) => [name.toLowerCase(), join(folder, name)]));
  const scans: FoundScan[] = [];
  for (const file of files) if (isScan(file)) scans.push(...(await toScan(join(folder, file.name), root, names)));
  // Links, pipes and devices, and names that are no UTF-8 and so cannot be opened, are strangers whatever they are called.
  let strangers = entries.filter(
    (entry) => !entry.isDirectory() && (!entry.isFile() || !isOurs(entry) || entry.name.includes('\ufffd')),
  ).length;
  for (const entry of depth < DEEPEST ? entries.filter((one) => one.isDirectory()) : []) {
    const below = await listScans(join(folder, entry.name), depth + 1, root).catch(nothingIfGone);
    scans.push(...below.scans);
    strangers += below.strangers;
  }
  return { scans, strangers };
}

export const isScanName = (name: string) => SCANS.has(extname(name).toLowerCase());
const isScan = ({ name }: Dirent) => isScanName(name);
const isOurs = (file: Dirent) => isScan(file) || COMPANIONS.has(extname(file.name).toLowerCase());

function nothingIfGone(thrown: unknown): FolderListing {
  if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return { scans: [], strangers: 0 };
  throw thrown;
}

async function toScan(path: string, root: string, names: ReadonlyMap<string, string>): Promise<FoundScan[]> {
  const facts = await look(path);
  if (facts === undefined) return [];
  const { name, base } = parse(path);
  const companion = async (extension: string): Promise<Companion | undefined> => {
    const found = names.get(`${base}${extension}`.toLowerCase()) ?? names.get(`${name}${extension}`.toLowerCase());
    const seen = found === undefined ? undefined : await look(found);
    return found === undefined || seen === undefined ? undefined : { path: found, fingerprint: seen.fingerprint };
  };
  const [sidecar, klaar] = [await companion('.json'), await companion('.klaar')];
  return [
    {
      path,
      relative: relative(root, path),
      ...facts,
      ...(sidecar === undefined ? {} : { sidecar }),
      ...(klaar === undefined ? {} : { klaar }),
    },
  ];
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
