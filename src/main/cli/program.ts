import { Command, Help } from 'commander';
import { addAudit } from './commands/audit.ts';
import { addBackup } from './commands/backup.ts';
import { addCheck } from './commands/check.ts';
import { addImport } from './commands/import.ts';
import { addMessages } from './commands/messages.ts';
import { addParked } from './commands/parked.ts';
import { addPerson } from './commands/person.ts';
import { addReconcile } from './commands/reconcile.ts';
import { addRetention } from './commands/retention.ts';
import { addSessies } from './commands/sessies.ts';
import { addTrace } from './commands/trace.ts';
import { addWachtwoord } from './commands/wachtwoord.ts';
import type { CliContext } from './context.ts';

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'Gebruik:',
  'Arguments:': 'Argumenten:',
  'Options:': 'Opties:',
  'Commands:': 'Opdrachten:',
};
const WIDTH = 110;
const HELP = `
Zonder MONGODB_URI wordt de database in DATA_DIR gebruikt, ook terwijl het programma daar draait.
Wat berichten van inwoners toont of erover beslist (parked, behalve list; export-person, erase-person, retention
--execute, sessies) doet u als een account met de rol beheerder: --als <gebruikersnaam>, of in een script INTAKE_GEBRUIKER met
INTAKE_WACHTWOORD of INTAKE_WACHTWOORD_BESTAND. Dat account staat in het logboek.
Afsluitcodes: 0 goed, 1 niet in orde of niets gevonden, 64 verkeerd gebruikt, 69 een server antwoordt niet,
77 niet bevoegd, 78 de configuratie klopt niet.

Voorbeelden:
  npm run --silent intake -- check
  npm run --silent intake -- messages --state parked
  npm run --silent intake -- trace '<abc@bewoner.example>'
  npm run --silent intake -- parked show 2000000017 --als a.beheer
  npm run --silent intake -- help parked
`;

/** Every command there is. The library's own words are Dutch here, and it never ends the process. */
export function createProgram(context: CliContext): Command {
  const program = new Command('npm run intake --')
    .usage('<opdracht> [opties]')
    .description('De opdrachtregel voor beheerders van klantcontact-intake')
    .option('--als <gebruikersnaam>', 'account waarmee u dit doet; het wachtwoord wordt gevraagd')
    .helpOption('-h, --help', 'deze hulp')
    .helpCommand('help [opdracht]', 'hulp bij een opdracht')
    .configureHelp({
      styleTitle: (title) => TITLES[title] ?? title,
      // A command without options of its own has nothing to say about them.
      commandUsage: (command) => new Help().commandUsage(command).replace(/ *\[options\]/, ''),
      subcommandTerm: (command) =>
        [
          command.name(),
          ...command.registeredArguments.map((one) => (one.required ? `<${one.name()}>` : `[${one.name()}]`)),
        ].join(' '),
    })
    .configureOutput({
      writeOut: (text) => {
        text.trimEnd().split('\n').forEach(context.terminal.out);
      },
      writeErr: (text) => {
        text.trimEnd().split('\n').forEach(context.terminal.err);
      },
      outputError: () => undefined,
      getOutHelpWidth: () => WIDTH,
      getErrHelpWidth: () => WIDTH,
    })
    .showSuggestionAfterError(true)
    .addHelpText('after', HELP)
    .exitOverride();
  for (const add of [
    addCheck,
    addMessages,
    addTrace,
    addImport,
    addParked,
    addReconcile,
    addWachtwoord,
    addAudit,
    addBackup,
    addRetention,
    addPerson,
    addSessies,
  ])
    add(program, context);
  return program;
}
