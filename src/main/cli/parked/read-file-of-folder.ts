import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** As the largest message that is taken in, and a little more. */
const LARGEST = 64 * 1024 * 1024;

/**
 * A file of a folder that came from elsewhere. Undefined for anything but a file of a sensible size: a link may point
 * anywhere on this machine, and reading a device or a pipe may take for ever.
 */
export async function readFileOfFolder(folder: string, name: string): Promise<Buffer | undefined> {
  const path = join(folder, name);
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    (thrown: unknown) => {
      // ELOOP: it is a link; ENXIO: a socket or a device that is not there.
      if (['ELOOP', 'ENXIO', 'EISDIR'].includes((thrown as NodeJS.ErrnoException).code ?? '')) return undefined;
      throw thrown;
    },
  );
  if (file === undefined) return undefined;
  try {
    const facts = await file.stat();
    return facts.isFile() && facts.size <= LARGEST ? await file.readFile() : undefined;
  } finally {
    await file.close();
  }
}
