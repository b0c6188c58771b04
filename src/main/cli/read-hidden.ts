import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** One line from the terminal; what is typed is not shown. */
export async function readHidden(prompt: string): Promise<string> {
  process.stderr.write(prompt);
  // readline echoes to its output; this one drops it.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await reader.question('');
  } finally {
    reader.close();
    process.stderr.write('\n');
  }
}
