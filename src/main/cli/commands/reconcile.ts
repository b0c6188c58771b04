import type { Command } from 'commander';
import type { CliContext } from '../context.ts';

const HELP = `
Geeft alles wat bewaard is maar geen opdracht (meer) heeft opnieuw een opdracht, zoals het programma zelf bij de start en
elke minuut doet. Veilig op elk moment, ook terwijl het programma draait; nodig is het alleen na het leegmaken van Redis.

Voorbeeld:
  npm run --silent intake -- reconcile
`;

export function addReconcile(program: Command, context: CliContext): void {
  program
    .command('reconcile')
    .description('wat bewaard is en geen opdracht heeft, opnieuw een opdracht geven')
    .addHelpText('after', HELP)
    .action(() => context.run('reconcile', async () => (await import('../reconcile-now.ts')).reconcileNow(context)));
}
