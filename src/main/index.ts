import '#infrastructure/private-umask.ts';
import { Failure } from '#domain/failure/failure.ts';
import { explainFailure } from './cli/explain-failure.ts';
import { ConfigProblems, EXIT_CONFIG } from './config/config-problem.ts';
import { loadConfig } from './config/load-config.ts';
import { startProgram } from './start-program.ts';
import { stopOnSignal } from './stop-on-signal.ts';

/** What should still happen after a failed start is done within this: lines that wait to be written. */
const LEFT_BEHIND_MS = 1_000;

/** `npm start`: the program, from its configuration, until it is told to stop. */
try {
  const configuration = loadConfig(process.env);
  const starting = startProgram({ ...configuration, report: say });
  stopOnSignal(starting, say);
  const { address } = await starting;
  if (address !== undefined) say(`Klaar: ${address}`);
} catch (thrown) {
  process.exitCode = explain(thrown);
  // Everything was stopped already; a part that was cut short while it started (a worker's timer) does not keep us.
  setTimeout(() => process.exit(), LEFT_BEHIND_MS).unref();
}

function explain(thrown: unknown): number {
  if (thrown instanceof ConfigProblems) {
    complain(`De configuratie klopt niet (${thrown.problems.length}):\n${thrown.message}`);
    return EXIT_CONFIG;
  }
  // One clear line: what happened and how to mend it. A failure that is not ours keeps its stack.
  if (thrown instanceof Failure && thrown.kind !== 'defect') {
    const { wat, herstel } = explainFailure(thrown);
    complain(`${wat}${herstel === undefined ? '' : `: ${herstel}`} [${thrown.code}]`);
  } else complain(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
  return 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
