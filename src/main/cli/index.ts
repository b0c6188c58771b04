import '#infrastructure/private-umask.ts';
import { runCli } from './run-cli.ts';
import { createTerminal } from './terminal.ts';

const variables = { ...process.env };
// What this process starts (servers, readers) has no business with who typed the command.
delete process.env['INTAKE_WACHTWOORD'];
process.exitCode = await runCli(process.argv.slice(2), variables, createTerminal());
