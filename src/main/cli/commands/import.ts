import type { Command } from 'commander';
import type { CliContext } from '../context.ts';

const HELP = `
Leest bewaarde e-mail in alsof ze uit de mailbox kwam: een map met .eml of .mbox, een Maildir, of één bestand. Wat deze mailbox
al eens binnenkreeg wordt herkend en telt niet dubbel; afbreken (Ctrl-C) mag, dezelfde opdracht gaat daarna verder. De bestanden
blijven staan. Het moment van binnenkomst is dat van de bovenste Received-regel. Het programma registreert wat hier is ingelezen
zodra het draait.

Voorbeelden:
  npm run --silent intake -- import ./oude-mail --mailbox info
  npm run --silent intake -- import ./export.mbox
`;

export function addImport(program: Command, context: CliContext): void {
  program
    .command('import')
    .usage('<map-of-mbox> [opties]')
    .argument('<map-of-mbox>', 'map met mail, of één bestand (mbox of een losse mail)')
    .description('bewaarde e-mail inlezen, zonder iets dubbel te registreren')
    .option('--mailbox <naam>', 'bij welke mailbox ze hoort; nodig als er meer dan een is')
    .addHelpText('after', HELP)
    .action((path: string, options: { mailbox?: string }) =>
      context.run('import', async () => (await import('../import-mail.ts')).importMail(context, path, options.mailbox)),
    );
}
