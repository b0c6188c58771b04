import { createReleaseParked } from '#application/release-parked.ts';
import { createTraceMessage } from '#application/trace-message.ts';
import { connectMongo } from '#infrastructure/mongo/connection.ts';
import { createDocumentRepository } from '#infrastructure/mongo/document-repository.ts';
import { createMessageRepository } from '#infrastructure/mongo/message-repository.ts';
import { createTaakRepository } from '#infrastructure/mongo/taak-repository.ts';
import { createTraceRepository } from '#infrastructure/mongo/trace-repository.ts';
import { ConfigProblems } from '../config/config-problem.ts';
import { readEnvironment } from '../config/environment.ts';
import type { CliContext } from './context.ts';
import { openServers } from './open-servers.ts';
import type { Ledger } from './with-ledger.ts';

/**
 * What the commands about messages need: the database alone. They answer without the configuration file and without
 * Redis, because the question "where is my mail?" is asked when something is broken.
 */
export async function openLedger(context: CliContext, work: (ledger: Ledger) => Promise<number>): Promise<number> {
  const { clock, terminal, variables } = context;
  const { environment, problems } = readEnvironment(variables);
  if (problems.length > 0) throw new ConfigProblems(problems);
  const servers = await openServers(environment, { report: terminal.err, startFresh: false, redis: false });
  try {
    const mongo = await connectMongo(servers.mongodbUri);
    try {
      const documents = createDocumentRepository(mongo.connection);
      const messages = createMessageRepository({ connection: mongo.connection, documents, clock });
      const taken = createTaakRepository(mongo);
      const reader = createTraceRepository(mongo.connection);
      return await work({
        messages,
        trace: createTraceMessage({ messages, taken, reader }),
        parked: createReleaseParked({ messages, taken, clock }),
      });
    } finally {
      await mongo.close();
    }
  } finally {
    await servers.close();
  }
}
