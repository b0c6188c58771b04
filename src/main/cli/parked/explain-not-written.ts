import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { messageFileName } from '#domain/inbound-message/message-file-name.ts';
import type { MessageSummary } from '#application/ports/message-store.ts';
import { toType } from '../example.ts';

/** Why the bytes of a message were not written, and what to type instead: within a folder that is there, or over a file that is. */
export async function explainNotWritten(
  { code = '' }: NodeJS.ErrnoException,
  term: string,
  file: string,
  { uuid, mediaType }: MessageSummary,
): Promise<string> {
  const typed = `parked export ${quoted(term)}`;
  const isFolder = code === 'EISDIR' || (await stat(file).catch(() => undefined))?.isDirectory() === true;
  if (isFolder) {
    const inside = join(file, messageFileName(uuid, mediaType));
    return `${file} is een map. Noem een bestand daarin, bijvoorbeeld: ${toType(`${typed} ${quoted(inside)}`)}`;
  }
  return code === 'EEXIST'
    ? `${file} bestaat al. Overschrijf het met: ${toType(`${typed} ${quoted(file)} --force`)}`
    : `${file} is niet te schrijven (${code}).`;
}

/** For a shell, when it needs it. */
const quoted = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
