import { constants } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, parse } from 'node:path';
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
  const base = fault === undefined ? join(folders.archief, toDayFolder(now)) : folders.mislukt;
  const folder = join(base, dirname(scan.relative));
  await mkdir(folder, { recursive: true });
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

/** A name that nothing in the folder has, with this ending or one of what goes along. */
export async function freeStem(folder: string, wanted: string, ext: string): Promise<string> {
  const taken = new Set((await readdir(folder)).map((one) => one.toLowerCase()));
  for (let count = 1; ; count += 1) {
    const stem = count === 1 ? wanted : `${wanted}-${count}`;
    if (![ext, '.json', '.klaar', '.fout.json'].some((one) => taken.has(`${stem}${one}`.toLowerCase()))) return stem;
  }
}

/** A page and its other side may share one sidecar: the last of them takes it along. */
async function isShared(scan: FoundScan): Promise<boolean> {
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
