import type { Command } from 'commander';
import type { CliContext } from '../context.ts';

const HELP = `
Leest de configuratie, en bereikt daarna elke server die erin staat: MongoDB, Redis, elke mailbox (aanmelden en de map),
elke SMTP-server, de scanmap en WhatsApp. Eén regel per onderdeel: ok, let op, of fout met hoe het te herstellen is.
Zonder MONGODB_URI of REDIS_URL worden de ingebouwde servers gestart en weer gestopt. Er wordt niets verstuurd of
gewijzigd.

Afsluitcodes: 0 alles is in orde, 1 er is een fout, 78 de configuratie klopt niet.

Voorbeeld:
  INTAKE_CONFIG=./intake.yaml npm run --silent intake -- check
`;

export function addCheck(program: Command, context: CliContext): void {
  program
    .command('check')
    .description('de configuratie nakijken en elke server bereiken')
    .addHelpText('after', HELP)
    .action(() => context.run('check', async () => (await import('../checks/check-all.ts')).checkAll(context)));
}
