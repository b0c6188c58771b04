import { CommanderError } from 'commander';
import { toFailure } from '#domain/failure/failure.ts';
import { ConfigProblems, describeProblem } from '../config/config-problem.ts';
import { helpFor, withoutHelpWord } from './asked-command.ts';
import type { CliContext } from './context.ts';
import { DeniedError, EXIT, UsageError } from './exit-code.ts';
import type { CommandName } from './identity/command-needs.ts';
import { explainFailure } from './explain-failure.ts';
import { createProgram } from './program.ts';
import { guardTerminal } from './output/guard-terminal.ts';
import type { Terminal } from './terminal.ts';
import { translateUsage } from './translate-usage.ts';

/** Runs one command line (without the program's own name) and answers its exit code. Never throws. */
export async function runCli(
  args: readonly string[],
  variables: NodeJS.ProcessEnv,
  unguarded: Terminal,
): Promise<number> {
  const terminal = guardTerminal(unguarded);
  let code: number = EXIT.ok;
  let running: CommandName | undefined;
  const context: CliContext = {
    variables,
    terminal,
    clock: { now: () => new Date() },
    als: () => program.opts<{ als?: string }>().als,
    command: () => {
      if (running === undefined) throw new Error('no command runs yet');
      return running;
    },
    run: async (command, work) => {
      running = command;
      code = await work();
    },
  };
  const program = createProgram(context);
  try {
    await program.parseAsync(withoutHelpWord(program, args), { from: 'user' });
    return code;
  } catch (thrown) {
    return complain(thrown, terminal, helpFor(program, args[0] === 'help' ? args.slice(1) : args));
  }
}

function complain(thrown: unknown, terminal: Terminal, help: string): number {
  if (thrown instanceof CommanderError) {
    // Help that was asked for, or shown because nothing was.
    if (thrown.exitCode === 0) return EXIT.ok;
    if (thrown.code !== 'commander.help') terminal.err(translateUsage(thrown, help));
    return EXIT.usage;
  }
  if (thrown instanceof UsageError) {
    terminal.err(thrown.message);
    return EXIT.usage;
  }
  if (thrown instanceof DeniedError) {
    terminal.err(thrown.message);
    return EXIT.denied;
  }
  if (thrown instanceof ConfigProblems) {
    terminal.err(`De configuratie klopt niet (${thrown.problems.length}):`);
    for (const problem of thrown.problems) terminal.err(`  ${describeProblem(problem)}`);
    return EXIT.config;
  }
  const failure = toFailure(thrown);
  const { wat, herstel } = explainFailure(failure);
  terminal.err(herstel === undefined ? wat : `${wat} - herstel: ${herstel}`);
  return failure.kind === 'transient' ? EXIT.unavailable : EXIT.failed;
}
