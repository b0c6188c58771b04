import type { Command } from 'commander';
import { createReconcile } from '#application/reconcile.ts';
import { createReconcileTaken } from '#application/reconcile-taken.ts';
import { createLog } from '#infrastructure/logging/create-log.ts';
import { createProcessNormaliser } from '#infrastructure/readers/process-normaliser.ts';
import { loadConfig } from '../../config/load-config.ts';
import { connectStores } from '../../connect-stores.ts';
import { createUseCases } from '../../create-use-cases.ts';
import { createWhatsapp } from '../../create-whatsapp.ts';
import { toRegisterSettings } from '../../register-settings.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { openServers } from '../open-servers.ts';
import { uncounted } from '../uncounted.ts';

const HELP = `
Geeft alles wat bewaard is maar geen opdracht (meer) heeft opnieuw een opdracht, zoals het programma zelf bij de start en
elke minuut doet. Veilig op elk moment, ook terwijl het programma draait; nodig is het alleen na het leegmaken van Redis.

Voorbeeld:
  npm run --silent intake -- reconcile
`;

export function addReconcile(program: Command, context: CliContext): void {
  program
    .command('reconcile')
    .usage('')
    .description('wat bewaard is en geen opdracht heeft, opnieuw een opdracht geven')
    .addHelpText('after', HELP)
    .action(() => context.run(() => reconcileNow(context)));
}

async function reconcileNow({ variables, terminal, clock }: CliContext): Promise<number> {
  const { environment, config } = loadConfig(variables);
  const servers = await openServers(environment, { report: terminal.err, startFresh: false, redis: true });
  try {
    const stores = await connectStores(servers, clock);
    try {
      const log = createLog('silent');
      const tools = { stores, clock, log, metrics: uncounted };
      const { messages, queues: jobs, taken, outbox } = stores;
      // Nothing is read here: the workers do that.
      const core = createUseCases(tools, createProcessNormaliser({}), toRegisterSettings(config));
      const others = [
        createWhatsapp(tools, core, config.kanalen.whatsapp).reconcile,
        createReconcileTaken({ taken, outbox, jobs, clock }),
      ];
      const count = await createReconcile({ messages, jobs, clock, log, others })();
      terminal.out(`${count} keer een opdracht gegeven`);
      return EXIT.ok;
    } finally {
      await stores.close();
    }
  } finally {
    await servers.close();
  }
}
