import '#infrastructure/private-umask.ts';
import { FAULTS } from './judge/finding.ts';
import { HELP, readOptions } from './options.ts';
import { runCrash } from './run-crash.ts';

/** `npm run crash`: exit 0 only when nothing was lost, doubled, stuck, half or dangling. */
const say = (line: string) => void process.stdout.write(`${line}\n`);

// What was started is stopped by the hooks of the end of this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(2));

try {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) say(HELP);
  else {
    const summary = await runCrash(options, say);
    say(JSON.stringify(summary));
    process.exitCode = FAULTS.every((fault) => summary[fault] === 0) ? 0 : 1;
  }
} catch (thrown) {
  process.stderr.write(`${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`);
  process.exitCode = 2;
}
process.exit();
