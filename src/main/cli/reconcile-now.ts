import { createReconcile } from '#application/reconcile.ts';
import { createReconcileTaken } from '#application/reconcile-taken.ts';
import { createLog } from '#infrastructure/logging/create-log.ts';
import { createProcessNormaliser } from '#infrastructure/readers/process-normaliser.ts';
import { loadConfig } from '../config/load-config.ts';
import { connectStores } from '../connect-stores.ts';
import { createUseCases } from '../create-use-cases.ts';
import { createWhatsapp } from '../create-whatsapp.ts';
import { toRegisterSettings } from '../register-settings.ts';
import type { CliContext } from './context.ts';
import { EXIT } from './exit-code.ts';
import { openServers } from './open-servers.ts';
import { uncounted } from './uncounted.ts';

/** Whoever asks for it means what stands there now; a job too many does no harm. */
const GRACE_MS = 0;

/** One round of every reconciler, from this process. */
export async function reconcileNow({ variables, terminal, clock }: CliContext): Promise<number> {
  const { environment, config } = loadConfig(variables);
  const servers = await openServers(environment, { report: terminal.err, startFresh: false, redis: true });
  try {
    const stores = await connectStores(servers, clock);
    try {
      const log = createLog('silent');
      const tools = { stores, clock, log, metrics: uncounted };
      const { messages, queues: jobs, taken, outbox } = stores;
      // Nothing is read here: the workers do that.
      const core = createUseCases(tools, createProcessNormaliser({}, messages), toRegisterSettings(config));
      const others = [
        createWhatsapp(tools, core, config.kanalen.whatsapp, GRACE_MS).reconcile,
        createReconcileTaken({ taken, outbox, jobs, clock, graceMs: GRACE_MS }),
      ];
      const count = await createReconcile({ messages, jobs, clock, log, others, graceMs: GRACE_MS })();
      terminal.out(`${count} keer een opdracht gegeven`);
      return EXIT.ok;
    } finally {
      await stores.close();
    }
  } finally {
    await servers.close();
  }
}
