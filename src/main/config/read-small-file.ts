import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** What stands in the file, or why it cannot be had: a code of the operating system, or one of the two below. */
export type SmallFile = { readonly text: string } | { readonly refused: string };

/**
 * Reads a file of at most `limit` bytes. A device, a pipe or a folder is no file: reading it could take for ever.
 * Never throws.
 */
export function readSmallFile(path: string, limit: number): SmallFile {
  let file: number | undefined;
  try {
    // Without waiting for somebody to write into a pipe.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    if (!fstatSync(file).isFile()) return { refused: 'geen gewoon bestand' };
    // What the system says of its size need not be true (/proc), so that reading decides.
    const bytes = Buffer.alloc(limit + 1);
    let size = 0;
    for (let got = -1; got !== 0 && size <= limit; size += got)
      got = readSync(file, bytes, size, bytes.length - size, null);
    if (size > limit) return { refused: `groter dan ${limit.toLocaleString('nl-NL')} bytes` };
    return { text: bytes.toString('utf8', 0, size) };
  } catch (thrown) {
    return { refused: (thrown as NodeJS.ErrnoException).code ?? 'onbekend' };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
