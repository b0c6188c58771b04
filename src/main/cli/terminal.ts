/** Where a command writes: answers to `out`, progress and complaints to `err`. One line at a time, without newline. */
export interface Terminal {
  out(line: string): void;
  err(line: string): void;
  /** Bytes as they are, for an export to a pipe. */
  write(bytes: Uint8Array): Promise<void>;
  /** Whether a person looks at `out`. */
  readonly isInteractive: boolean;
}

export function createTerminal(): Terminal {
  // `intake messages | head` closes the pipe early: that is not an error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  return {
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
    write: (bytes) =>
      new Promise((resolve) => {
        process.stdout.write(bytes, () => {
          resolve();
        });
      }),
    isInteractive: process.stdout.isTTY,
  };
}
