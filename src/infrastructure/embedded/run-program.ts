import { spawn } from 'node:child_process';

const KEPT_OUTPUT = 4_000;

/**
 * Runs a program to its end and gives its output (both streams, the last 4,000 characters). Rejects with that output's
 * last line when it cannot start or ends with another code than 0.
 */
export function runProgram(
  command: string,
  args: readonly string[],
  { env = process.env, onOutput = () => {} }: { env?: NodeJS.ProcessEnv; onOutput?: (text: string) => void } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer) => {
      output = (output + chunk.toString('utf8')).slice(-KEPT_OUTPUT);
      onOutput(chunk.toString('utf8'));
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Error(error.code === 'ENOENT' ? `${command} is er niet` : error.message)),
    );
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(output);
      reject(new Error(output.trim().split('\n').at(-1) || `${command} eindigde met ${signal ?? `code ${code}`}`));
    });
  });
}
