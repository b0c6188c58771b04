import '#infrastructure/private-umask.ts';
import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { isDovecotPresent } from '#infrastructure/embedded/dovecot.ts';
import { readBenchOptions } from './bench-options.ts';
import { figuresTable } from './figures-table.ts';
import { startBenchServers } from './measure/bench-servers.ts';
import { runRounds } from './run-rounds.ts';
import { summarise } from './summarise.ts';

/** `npm run bench`: the program beside its reference loops, on servers of the bench's own, on this machine only. */
const say = (line: string) => void process.stdout.write(`${line}\n`);
const options = readBenchOptions(process.argv.slice(2));
if (!isDovecotPresent) {
  say('The bench needs Dovecot: apt-get install dovecot-imapd');
  process.exit(1);
}
const startedAt = new Date();
const servers = await startBenchServers(say);
const interrupted = () => void servers.stop().finally(() => process.exit(130));
process.on('SIGINT', interrupted).on('SIGTERM', interrupted);
const machine = {
  cores: availableParallelism(),
  processor: cpus()[0]?.model ?? 'unknown',
  node: process.version,
  load: loadavg()[0] ?? 0,
};
try {
  servers.describe.forEach(say);
  say(`Machine: ${machine.cores} cores, ${machine.processor}, Node ${machine.node}, load ${machine.load.toFixed(1)}`);
  const rounds = await runRounds(servers, options, say);
  const lines = summarise(rounds);
  say('');
  figuresTable(lines).forEach(say);
  if (machine.load > machine.cores / 2) {
    say('\nThe machine was busy with other work: only the ratios say something, and they less than usual.');
  }
  if (options.json !== undefined) {
    const document = { startedAt, machine, servers: servers.describe, options, figures: lines, rounds };
    await writeFile(options.json, `${JSON.stringify(document, undefined, 2)}\n`);
  }
} finally {
  await servers.stop();
}
