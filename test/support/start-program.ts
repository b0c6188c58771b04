import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type Program = {
  pid: number;
  /** The first line that it wrote. */
  firstLine: string;
  /** kill -9, and resolves when it is gone. */
  kill(): Promise<void>;
};

/** Runs a TypeScript file of this repository (path from its root) as a process of its own, up to its first line of output. */
export async function startProgram(file: string, ...args: string[]): Promise<Program> {
  const path = fileURLToPath(new URL(`../../${file}`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  const lines = createInterface({ input: child.stdout });
  const firstLine = new Promise<string>((resolve, reject) => {
    lines.once('line', resolve);
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it said anything`)));
  });
  return { pid: child.pid ?? 0, firstLine: await firstLine, kill };
}
