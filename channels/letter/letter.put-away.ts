import { constants } from 'node:fs';
import { chmod, copyFile, open, rename, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, parse } from 'node:path';
import type { Destinations } from './letter.destinations.ts';
import { explainUnreadable } from './letter.errors.ts';
import { toDayFolder } from './letter.instant.ts';
import { look, type FoundScan } from './letter.scan-folder.ts';

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

export interface PutAwayOptions {
  readonly fault?: ScanFault | undefined;
  readonly isDuplicate: boolean;
  /** A page and its other side may share one sidecar: the last of them takes it along. */
  readonly keepsCompanions: boolean;
  readonly now: Date;
}

/**
 * Moves a finished scan, with what belongs to it, to `archief/JJJJ/MM/DD/`, or with a fault to `mislukt/`. Subfolders
 * are kept and nothing is overwritten: a name that is taken gets `-2`. Companions go first: one that stayed behind would
 * be taken for the next scan of that name.
 */
export async function putAway(
  scan: FoundScan,
  folders: ScanFolders,
  destinations: Destinations,
  { fault, isDuplicate, keepsCompanions, now }: PutAwayOptions,
): Promise<void> {
  const home = fault === undefined ? folders.archief : folders.mislukt;
  const day = fault === undefined ? toDayFolder(now) : '';
  const folder = await destinations.folder(home, day, dirname(scan.relative));
  const { name, ext } = parse(scan.path);
  const stem = await destinations.freeStem(folder, isDuplicate ? `${name}-dubbel` : name, ext);
  for (const companion of keepsCompanions ? [] : [scan.sidecar, scan.klaar]) {
    if (companion !== undefined) await move(companion.path, join(folder, stem + extname(companion.path).toLowerCase()));
  }
  if (fault !== undefined) await writeFault(join(folder, `${stem}.fout.json`), fault, now);
  await move(scan.path, join(folder, stem + ext));
}

async function writeFault(path: string, { code, messageUuid }: ScanFault, now: Date): Promise<void> {
  const fault = { code, uitleg: explainUnreadable(code), messageUuid, op: now.toISOString() };
  await writeFile(path, `${JSON.stringify(fault, null, 2)}\n`);
}

/** To where only this account reads it. What is gone already is moved already. */
export async function move(source: string, target: string): Promise<void> {
  if (!(await moveAsItIs(source, target))) return;
  // A file of another account keeps the rights that its scanner gave it: then the folders around it are what closes it.
  await chmod(target, 0o600).catch(() => undefined);
}

/** A rename; to another volume a copy that is on disk before the original goes. False when there was nothing to move. */
async function moveAsItIs(source: string, target: string): Promise<boolean> {
  try {
    await rename(source, target);
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === 'ENOENT' && (await look(source)) === undefined) return false;
    if (code !== 'EXDEV') throw thrown;
    await moveAcross(source, target);
  }
  return true;
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
