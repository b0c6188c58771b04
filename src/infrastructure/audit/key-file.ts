import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The program's own key, for hosts where none is configured. Who has it can make the audit log anew. */
const KEY_FILE = 'audit-sleutel';
const KEY_BYTES = 32;
const PRIVATE = 0o600;

export const auditKeyFile = (dataDir: string) => join(dataDir, KEY_FILE);

/** Undefined when it was never made. Throws what the file system does when it may not be read. */
export async function readKeyFile(dataDir: string): Promise<string | undefined> {
  try {
    const text = (await readFile(auditKeyFile(dataDir), 'utf8')).trim();
    return text === '' ? undefined : text;
  } catch (thrown) {
    if ((thrown as { code?: unknown }).code === 'ENOENT') return undefined;
    throw thrown;
  }
}

/** The key of this folder; made when there is none. Of processes that start at once all get the same. */
export async function ensureKeyFile(dataDir: string): Promise<{ readonly text: string; readonly isNew: boolean }> {
  const known = await readKeyFile(dataDir);
  if (known !== undefined) return { text: known, isNew: false };
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const text = randomBytes(KEY_BYTES).toString('base64');
  const aside = `${auditKeyFile(dataDir)}.${randomBytes(6).toString('hex')}`;
  const file = await open(aside, 'wx', PRIVATE);
  try {
    await file.writeFile(`${text}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    // A link is made whole or not at all, and never over another.
    await link(aside, auditKeyFile(dataDir));
    return { text, isNew: true };
  } catch (thrown) {
    const other = await readKeyFile(dataDir);
    if (other === undefined) throw thrown;
    return { text: other, isNew: false };
  } finally {
    await rm(aside, { force: true });
  }
}
