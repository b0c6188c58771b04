import { readFile } from 'node:fs/promises';
import { UsageError } from './exit-code.ts';

/** A file that was named on the command line. Throws a UsageError when it cannot be read. */
export async function readInput(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (thrown) {
    throw new UsageError(`${file} is niet te lezen (${(thrown as NodeJS.ErrnoException).code ?? ''})`);
  }
}
