import type { Spelregels } from '#domain/regels/spelregels.ts';
import { createAuditRepository } from '#infrastructure/mongo/audit-repository.ts';
import { refuseHalfRestored } from '#infrastructure/mongo/backup/restore-mark.ts';
import { connectMongo, type Mongo } from '#infrastructure/mongo/connection.ts';
import { createConversationRepository } from '#infrastructure/mongo/conversation-repository.ts';
import { createDeliveryStateRepository } from '#infrastructure/mongo/delivery-state-repository.ts';
import { createDocumentRepository } from '#infrastructure/mongo/document-repository.ts';
import { createKnownDeviceRepository } from '#infrastructure/mongo/known-device-repository.ts';
import { createMailboxCursorRepository } from '#infrastructure/mongo/mailbox-cursor-repository.ts';
import { createMessageRepository } from '#infrastructure/mongo/message-repository.ts';
import { defineRegisterModels } from '#infrastructure/mongo/models.ts';
import { createPayloadRepository } from '#infrastructure/mongo/payload-repository.ts';
import { createRulesRepository } from '#infrastructure/mongo/rules-repository.ts';
import { createSessionRepository } from '#infrastructure/mongo/session-repository.ts';
import { ConfigProblems } from '../../config/config-problem.ts';
import { readEnvironment } from '../../config/environment.ts';
import type { CliContext } from '../context.ts';
import { identify } from '../identity/identify.ts';
import type { Wie } from '../identity/who.ts';
import { openServers } from '../open-servers.ts';

/** What the commands about records need: the whole database, and nothing of Redis or of the configuration. */
export interface Records {
  readonly mongo: Mongo;
  readonly audit: ReturnType<typeof createAuditRepository>;
  readonly documents: ReturnType<typeof createDocumentRepository>;
  readonly messages: ReturnType<typeof createMessageRepository>;
  readonly sessions: ReturnType<typeof createSessionRepository>;
  readonly devices: ReturnType<typeof createKnownDeviceRepository>;
  /** What the program brought along at its start; absent while none has started here. */
  readonly rules: Spelregels | undefined;
  /** Who typed the command. */
  readonly wie: Wie;
}

export async function openRecords(
  context: CliContext,
  work: (records: Records) => Promise<number>,
  { startFresh = false } = {},
): Promise<number> {
  const { clock, terminal, variables } = context;
  const { environment, problems } = readEnvironment(variables);
  if (problems.length > 0) throw new ConfigProblems(problems);
  const servers = await openServers(environment, { report: terminal.err, startFresh, redis: false });
  try {
    const mongo = await connectMongo(servers.mongodbUri);
    try {
      const { connection } = mongo;
      await refuseHalfRestored(connection);
      defineRegisterModels(connection);
      createPayloadRepository(connection);
      createConversationRepository(connection);
      createDeliveryStateRepository(connection);
      createMailboxCursorRepository(connection);
      const documents = createDocumentRepository(connection);
      const messages = createMessageRepository({ connection, documents, clock });
      const audit = createAuditRepository(connection);
      const sessions = createSessionRepository(connection, clock);
      const devices = createKnownDeviceRepository(connection);
      const rules = await createRulesRepository(connection).find();
      const wie = await identify(context, { rules, audit });
      return await work({ mongo, documents, messages, sessions, devices, audit, rules, wie });
    } finally {
      await mongo.close();
    }
  } finally {
    await servers.close();
  }
}
