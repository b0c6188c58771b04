import { runCli } from '#main/cli/run-cli.ts';
import type { IntakeRun } from './intake.ts';

/** The same command line without a process of its own, for tests that type many commands. */
export async function intakeInProcess(
  args: readonly string[],
  variables: Record<string, string | undefined> = {},
): Promise<IntakeRun> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runCli(args, variables, {
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
    write: (bytes) => Promise.resolve(void out.push(Buffer.from(bytes).toString())),
    isInteractive: false,
  });
  return { code, out: out.join('\n'), err: err.join('\n'), lines: out };
}
