import type { Clock } from '#application/ports/clock.ts';
import type { CommandName } from './identity/command-needs.ts';
import type { Terminal } from './terminal.ts';

/** What every command gets. */
export interface CliContext {
  readonly variables: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
  readonly clock: Clock;
  /** Account that was named with `--als`. */
  als(): string | undefined;
  /** The command that runs; what it asks of whoever typed it stands in command-needs.ts. */
  command(): CommandName;
  /** Runs a command's work under its name; what it answers becomes the exit code. */
  run(command: CommandName, work: () => Promise<number>): Promise<void>;
}
