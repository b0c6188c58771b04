import { Failure } from '#domain/failure/failure.ts';
import { ConfigProblems, EXIT_CONFIG } from './config/config-problem.ts';
import { loadConfig } from './config/load-config.ts';
import { startProgram, type Program } from './start-program.ts';

/** `npm start`: the program, from its configuration, until it is told to stop. */
try {
  const configuration = loadConfig(process.env);
  const program = await startProgram({ ...configuration, report: say });
  if (program.address !== undefined) say(`Klaar: ${program.address}`);
  stopOnSignal(program);
} catch (thrown) {
  process.exitCode = explain(thrown);
}

/** The first signal stops in order, the second at once. */
function stopOnSignal(program: Program): void {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      say('Stoppen: bronnen dicht, lopend werk wordt afgemaakt ...');
      void program.stop().then(() => process.exit(0));
    });
  }
}

function explain(thrown: unknown): number {
  if (thrown instanceof ConfigProblems) {
    complain(`De configuratie klopt niet (${thrown.problems.length}):\n${thrown.message}`);
    return EXIT_CONFIG;
  }
  // One clear line: what happened and how to mend it. A failure that is not ours keeps its stack.
  if (thrown instanceof Failure && thrown.kind !== 'defect') complain(`${thrown.message} [${thrown.code}]`);
  else complain(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
  return 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
