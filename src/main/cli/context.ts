import type { Clock } from '#application/ports/clock.ts';
import type { Terminal } from './terminal.ts';

/** What every command gets. */
export interface CliContext {
  readonly variables: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
  readonly clock: Clock;
  /** Runs a command's work; what it answers becomes the exit code. */
  run(work: () => Promise<number>): Promise<void>;
}
