import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../../../src/main/cli/index.ts', import.meta.url));

export interface IntakeRun {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Lines of `out`. */
  readonly lines: readonly string[];
}

/** The command line as an operator runs it: a process of its own. Only what is given here is in its environment. */
export async function intake(
  args: readonly string[],
  variables: Record<string, string | undefined> = {},
  input = '',
): Promise<IntakeRun> {
  const { PATH, HOME, INTAKE_CACHE_DIR, XDG_CACHE_HOME } = process.env;
  const env = { PATH, HOME, INTAKE_CACHE_DIR, XDG_CACHE_HOME, ...variables };
  const child = spawn(process.execPath, [ENTRY, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(input);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: code as number | null, out, err, lines: out.split('\n').filter((line) => line !== '') };
}
