import { createImportParked } from '#application/import-parked.ts';
import { createReleaseParked } from '#application/release-parked.ts';
import { createReopenMessage } from '#application/reopen-message.ts';
import { createRepairParked } from '#application/repair-parked.ts';
import { createTraceMessage } from '#application/trace-message.ts';
import { createAuditRepository } from '#infrastructure/mongo/audit-repository.ts';
import { refuseHalfRestored } from '#infrastructure/mongo/backup/restore-mark.ts';
import { connectMongo } from '#infrastructure/mongo/connection.ts';
import { createDocumentRepository } from '#infrastructure/mongo/document-repository.ts';
import { createMessageRepository } from '#infrastructure/mongo/message-repository.ts';
import { createParkedRepository } from '#infrastructure/mongo/parked-repository.ts';
import { createRegisterRepository } from '#infrastructure/mongo/register-repository.ts';
import { createRulesRepository } from '#infrastructure/mongo/rules-repository.ts';
import { createTaakRepository } from '#infrastructure/mongo/taak-repository.ts';
import { createTraceRepository } from '#infrastructure/mongo/trace-repository.ts';
import { ConfigProblems } from '../config/config-problem.ts';
import { readEnvironment } from '../config/environment.ts';
import { loadConfig } from '../config/load-config.ts';
import type { CliContext } from './context.ts';
import { identify } from './identity/identify.ts';
import { createLateJobs } from './late-jobs.ts';
import { noteReading } from './note-reading.ts';
import { NOT_ASKED, openServers } from './open-servers.ts';
import type { Ledger } from './with-ledger.ts';

/**
 * What the commands about messages need: the database alone. They answer without the configuration file and without
 * Redis, because the question "where is my mail?" is asked when something is broken. What is offered again gets its job
 * at once where Redis is known, and from the reconciler otherwise.
 */
export async function openLedger(context: CliContext, work: (ledger: Ledger) => Promise<number>): Promise<number> {
  const { clock, terminal, variables } = context;
  const { environment, problems } = readEnvironment(variables);
  if (problems.length > 0) throw new ConfigProblems(problems);
  const servers = await openServers(environment, { report: terminal.err, startFresh: false, redis: false });
  const late = servers.redisUrl === NOT_ASKED ? undefined : createLateJobs(servers.redisUrl);
  try {
    const mongo = await connectMongo(servers.mongodbUri);
    try {
      await refuseHalfRestored(mongo.connection);
      const documents = createDocumentRepository(mongo.connection);
      const messages = createMessageRepository({ connection: mongo.connection, documents, clock });
      const taken = createTaakRepository(mongo);
      const reader = createTraceRepository(mongo.connection);
      const parked = createParkedRepository(mongo, documents);
      const register = createRegisterRepository(mongo);
      const audit = createAuditRepository(mongo.connection);
      const rules = await createRulesRepository(mongo.connection).find();
      const wie = await identify(context, { rules, audit });
      const { via } = wie;
      const deps = { parked, taken, documents, clock, via, ...(late === undefined ? {} : { jobs: late }) };
      // The stricter of the program's rule and the one here. Only discarding and undoing it ask for it: everything else
      // works while the configuration is broken.
      const vierOgen = () =>
        rules?.vierOgen === true ||
        (environment.configPath !== undefined && loadConfig(variables).config.parkeren.vierOgen);
      const repair = createRepairParked(deps);
      return await work({
        messages,
        documents,
        trace: createTraceMessage({ messages, taken, reader }),
        parkedStore: parked,
        parked: createReleaseParked({ ...deps, vierOgen }),
        repair,
        reopening: createReopenMessage({ ...deps, vierOgen }),
        importParked: createImportParked({ parked, repair, register, documents, clock, via }),
        wie,
        noteReading: (handeling, uuids) => {
          const objecten = uuids.map((uuid) => ({ soort: 'bericht', uuid }));
          return noteReading(context, audit, wie, { handeling, objecten });
        },
      });
    } finally {
      await mongo.close();
    }
  } finally {
    await late?.close();
    await servers.close();
  }
}
