import { constants, type Dirent } from 'node:fs';
import { lstat, open, readdir, type FileHandle } from 'node:fs/promises';
import { basename, extname, join, relative } from 'node:path';
import { fieldValue, scanHeaderBlock } from './email.header-block.ts';
import { isMbox, splitMbox, type MboxLimits } from './email.mbox.ts';

/** A mail that somebody kept in a file. */
export interface StoredMail {
  /** File below the folder, and the number of the mail in it. */
  readonly file: string;
  readonly place: number;
  readonly raw: Buffer;
  readonly size: number;
  /** When our own server got it, as far as the mail or its file says so; nothing when neither does. */
  readonly arrivedAt: string | undefined;
}

export interface MailFile {
  readonly path: string;
  readonly file: string;
  readonly size: number;
}

const ONE_MAIL = new Set(['.eml']);
const FOLDER_IN_A_FILE = new Set(['.mbox', '.mbx']);
/** The two folders of a Maildir that hold mail; file names say nothing there. */
const MAILDIR = /(^|\/)(cur|new)$/;

/**
 * The files with mail below a folder (`.eml`, `.mbox`, `.mbx`, a file called `mbox`, and what lies in `cur` and `new` of
 * a Maildir), or the one file that is named; by name, so that the order is the same next time. Links are not followed.
 * Throws what the file system throws when the path itself cannot be read.
 */
export async function findMailFiles(path: string): Promise<MailFile[]> {
  const stats = await lstat(path);
  if (!stats.isDirectory()) return stats.isFile() ? [{ path, file: basename(path), size: stats.size }] : [];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const found: MailFile[] = [];
  for (const entry of entries) {
    if (!entry.isFile() || !holdsMail(entry)) continue;
    const whole = join(entry.parentPath, entry.name);
    const { size } = await lstat(whole).catch(() => ({ size: 0 }));
    found.push({ path: whole, file: relative(path, whole), size });
  }
  return found.toSorted((a, b) => (a.file < b.file ? -1 : 1));
}

function holdsMail({ name, parentPath }: Dirent): boolean {
  const ending = extname(name).toLowerCase();
  return (
    ONE_MAIL.has(ending) ||
    FOLDER_IN_A_FILE.has(ending) ||
    name.toLowerCase() === 'mbox' ||
    (MAILDIR.test(parentPath) && !name.startsWith('.'))
  );
}

/** The mails of one file, in order: of an mbox all of them, of any other file the one that it is. */
export async function* readStoredMails({ path, file }: MailFile, limits: MboxLimits): AsyncGenerator<StoredMail> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(5), 0, 5, 0);
    let place = 0;
    if (isMbox(buffer.subarray(0, bytesRead))) {
      for await (const { arrivedAt, ...mail } of splitMbox(
        handle.createReadStream({ start: 0, autoClose: false }),
        limits,
      ))
        yield { file, place: (place += 1), ...mail, arrivedAt: lastReceived(mail.raw) ?? arrivedAt };
    } else {
      const mail = await readOne(handle, limits);
      yield { file, place: 1, ...mail, arrivedAt: lastReceived(mail.raw) };
    }
  } finally {
    await handle.close();
  }
}

async function readOne(handle: FileHandle, { mostBytes, partialBytes }: MboxLimits) {
  const { size } = await handle.stat();
  const raw = Buffer.alloc(size > mostBytes ? partialBytes : size);
  let length = 0;
  while (length < raw.length) {
    const { bytesRead } = await handle.read(raw, length, raw.length - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return { raw: raw.subarray(0, length), size };
}

/**
 * The moment of the topmost `Received` (RFC 5321 section 4.4): the server that wrote it last is the one we read from. The
 * sender's own `Date` only when there is none.
 */
function lastReceived(raw: Buffer): string | undefined {
  const header = scanHeaderBlock(raw);
  return fieldValue(header, 'received')?.split(';').at(-1)?.trim() ?? fieldValue(header, 'date');
}
