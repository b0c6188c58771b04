import { constants } from 'node:fs';
import { copyFile, lstat, mkdir, open, readdir, realpath, rename, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, parse, sep } from 'node:path';
import { explainUnreadable } from './letter.errors.ts';
import { toDayFolder } from './letter.instant.ts';
import { isScanName, look, type FoundScan } from './letter.scan-folder.ts';

export interface ScanFolders {
  readonly in: string;
  readonly archief: string;
  readonly mislukt: string;
}

/** Why a scan could not be read, for `<naam>.fout.json`. */
export interface ScanFault {
  readonly code: string;
  readonly messageUuid: string;
}

/**
 * Moves a finished scan, with what belongs to it, to `archief/JJJJ/MM/DD/`, or with a fault to `mislukt/`. Subfolders
 * are kept and nothing is overwritten: a name that is taken gets `-2`. False when the file is no longer the one that was
 * taken. Companions go first: one that stayed behind would be taken for the next scan of that name.
 */
export async function putAway(
  scan: FoundScan,
  folders: ScanFolders,
  { fault, isDuplicate, now }: { fault?: ScanFault | undefined; isDuplicate: boolean; now: Date },
): Promise<boolean> {
  if ((await look(scan.path))?.fingerprint !== scan.fingerprint) return false;
  const home = fault === undefined ? folders.archief : folders.mislukt;
  const folder = join(home, fault === undefined ? toDayFolder(now) : '', dirname(scan.relative));
  await mkdir(folder, { recursive: true });
  await refuseOutside(folder, home);
  const { name, ext } = parse(scan.path);
  const stem = await freeStem(folder, isDuplicate ? `${name}-dubbel` : name, ext);
  const companions = (await isShared(scan)) ? [] : [scan.sidecar, scan.klaar];
  for (const companion of companions) {
    if (companion !== undefined) await move(companion.path, join(folder, stem + extname(companion.path).toLowerCase()));
  }
  if (fault !== undefined) await writeFault(join(folder, `${stem}.fout.json`), fault, now);
  await move(scan.path, join(folder, stem + ext));
  return true;
}

/** A link inside our own folders would take letters out of them. */
export async function refuseOutside(folder: string, home: string): Promise<void> {
  const [real, realHome] = [await realpath(folder), await realpath(home)];
  if (real !== realHome && !real.startsWith(realHome + sep)) {
    throw Object.assign(new Error('A folder leads elsewhere'), { code: 'ELOOP' });
  }
}

/** Bytes of a name in every file system that is in use, less what is put around it. */
const LONGEST_STEM = 255 - '.-99999.fout.json.part'.length;

/** A name that nothing in the folder has, with this ending or one of what goes along; a very long one is cut. */
export async function freeStem(folder: string, wanted: string, ext: string): Promise<string> {
  const short = cutBytes(wanted, LONGEST_STEM - Buffer.byteLength(ext));
  for (let count = 1; ; count += 1) {
    const stem = count === 1 ? short : `${short}-${count}`;
    const names = [ext, '.json', '.klaar', '.fout.json'].map((one) => join(folder, stem + one));
    // One by one, not from a list of the folder: ten thousand scans in a day would list ten thousand names each.
    const found = await Promise.all(names.map((name) => lstat(name).catch(() => undefined)));
    if (found.every((one) => one === undefined)) return stem;
  }
}

function cutBytes(name: string, most: number): string {
  if (Buffer.byteLength(name) <= most) return name;
  let cut = name.slice(0, most);
  while (Buffer.byteLength(cut) > most) cut = cut.slice(0, -1);
  return cut.toWellFormed();
}

/** A page and its other side may share one sidecar: the last of them takes it along. */
async function isShared(scan: FoundScan): Promise<boolean> {
  if (scan.sidecar === undefined && scan.klaar === undefined) return true;
  const { base, name } = parse(scan.path);
  const beside = await readdir(dirname(scan.path));
  return beside.some((other) => other !== base && parse(other).name === name && isScanName(other));
}

async function writeFault(path: string, { code, messageUuid }: ScanFault, now: Date): Promise<void> {
  const fault = { code, uitleg: explainUnreadable(code), messageUuid, op: now.toISOString() };
  await writeFile(path, `${JSON.stringify(fault, null, 2)}\n`);
}

/** A rename; to another volume a copy that is on disk before the original goes. What is gone already is moved already. */
export async function move(source: string, target: string): Promise<void> {
  try {
    await rename(source, target);
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === 'ENOENT' && (await look(source)) === undefined) return;
    if (code !== 'EXDEV') throw thrown;
    await moveAcross(source, target);
  }
}

async function moveAcross(source: string, target: string): Promise<void> {
  const half = join(dirname(target), `.${basename(target)}.part`);
  await copyFile(source, half, constants.COPYFILE_FICLONE);
  const file = await open(half, 'r+');
  await file.sync();
  await file.close();
  await rename(half, target);
  await unlink(source);
}
