import type { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { example } from '../example.ts';

const HELP = `
Een sessie is een browser waarin een medewerker is ingelogd. Is een apparaat kwijt of een wachtwoord bekend geworden, beëindig dan
alle sessies van het account en geef het een nieuw wachtwoord: met een ander wachtwoord eindigen zij ook vanzelf.
Apparaten waarop het account eerder inlogde zijn daarna weer onbekend.

Voorbeelden:
  npm run --silent intake -- sessies list --gebruikersnaam f.jansen --als a.beheer
  npm run --silent intake -- sessies beeindigen --gebruikersnaam f.jansen --als a.beheer
`;

export function addSessies(program: Command, context: CliContext): void {
  const load = () => import('../records/account-sessions.ts');
  const sessies = program
    .command('sessies')
    .usage('list|beeindigen')
    .description('waar een medewerker is ingelogd')
    .addHelpText('after', HELP);
  sessies
    .command('list')
    .usage('--gebruikersnaam <naam>')
    .description('de sessies van één account, laatst gebruikt eerst')
    .requiredOption('--gebruikersnaam <naam>', 'account')
    .addHelpText('after', example('sessies list --gebruikersnaam f.jansen'))
    .action(({ gebruikersnaam }: { gebruikersnaam: string }) =>
      context.run('sessies list', async () => (await load()).listSessions(context, gebruikersnaam)),
    );
  sessies
    .command('beeindigen')
    .usage('--gebruikersnaam <naam>')
    .description('alle sessies van één account beëindigen')
    .requiredOption('--gebruikersnaam <naam>', 'account')
    .addHelpText('after', example('sessies beeindigen --gebruikersnaam f.jansen'))
    .action(({ gebruikersnaam }: { gebruikersnaam: string }) =>
      context.run('sessies beeindigen', async () => (await load()).endSessions(context, gebruikersnaam)),
    );
}
