import type { Clock } from '#application/ports/clock.ts';
import { connectMongo, type Mongo } from '#infrastructure/mongo/connection.ts';
import { refuseHalfRestored } from '#infrastructure/mongo/backup/restore-mark.ts';
import { createAuditRepository } from '#infrastructure/mongo/audit-repository.ts';
import { createBijlageRepository } from '#infrastructure/mongo/bijlage-repository.ts';
import { createConversationRepository } from '#infrastructure/mongo/conversation-repository.ts';
import { createContactReaderRepository } from '#infrastructure/mongo/contact-reader-repository.ts';
import { createDeliveryStateRepository } from '#infrastructure/mongo/delivery-state-repository.ts';
import { createLiggingRepository } from '#infrastructure/mongo/ligging-repository.ts';
import { createDocumentRepository } from '#infrastructure/mongo/document-repository.ts';
import { createKnownDeviceRepository } from '#infrastructure/mongo/known-device-repository.ts';
import { createMailboxCursorRepository } from '#infrastructure/mongo/mailbox-cursor-repository.ts';
import { createMessageCounterRepository } from '#infrastructure/mongo/message-counter-repository.ts';
import { createMessageRepository } from '#infrastructure/mongo/message-repository.ts';
import { defineRegisterModels } from '#infrastructure/mongo/models.ts';
import { createOutboxRepository } from '#infrastructure/mongo/outbox-repository.ts';
import { createParkedRepository } from '#infrastructure/mongo/parked-repository.ts';
import { createPayloadRepository } from '#infrastructure/mongo/payload-repository.ts';
import { createRegisterReaderRepository } from '#infrastructure/mongo/register-reader-repository.ts';
import { createRegisterRepository } from '#infrastructure/mongo/register-repository.ts';
import { createRulesRepository } from '#infrastructure/mongo/rules-repository.ts';
import { createSessionRepository } from '#infrastructure/mongo/session-repository.ts';
import { createTaakRepository } from '#infrastructure/mongo/taak-repository.ts';
import { createTraceRepository } from '#infrastructure/mongo/trace-repository.ts';
import { connectJobQueues } from '#infrastructure/queues/job-queues.ts';

export interface StoreAddresses {
  readonly mongodbUri: string;
  readonly redisUrl: string;
  /** Start of every key in Redis; tests give each file its own. */
  readonly keyPrefix?: string | undefined;
}

export type Stores = Awaited<ReturnType<typeof connectStores>>;

/**
 * Everything that lasts: the two servers and the repositories on them. Throws a Failure that names what is away, and
 * `restore-unfinished` (rejected) on half a backup.
 */
export async function connectStores({ mongodbUri, redisUrl, keyPrefix }: StoreAddresses, clock: Clock) {
  const mongo = await connectMongo(mongodbUri);
  const queues = await connectQueues(mongo, redisUrl, keyPrefix);
  const { connection } = mongo;
  defineRegisterModels(connection);
  const documents = createDocumentRepository(connection);
  return {
    mongo,
    queues,
    documents,
    messages: createMessageRepository({ connection, documents, clock }),
    register: createRegisterRepository(mongo),
    parked: createParkedRepository(mongo, documents),
    payloads: createPayloadRepository(connection),
    conversations: createConversationRepository(connection),
    deliveryStates: createDeliveryStateRepository(connection),
    audit: createAuditRepository(connection),
    bijlagen: createBijlageRepository(mongo),
    mailboxes: createMailboxCursorRepository(connection),
    taken: createTaakRepository(mongo),
    outbox: createOutboxRepository(connection),
    trace: createTraceRepository(connection),
    reader: createRegisterReaderRepository(connection),
    sessions: createSessionRepository(connection, clock),
    rules: createRulesRepository(connection),
    devices: createKnownDeviceRepository(connection),
    messageCounter: createMessageCounterRepository(connection),
    contacts: createContactReaderRepository(connection),
    liggingen: createLiggingRepository(connection),
    close: async () => {
      await queues.close();
      await mongo.close();
    },
  };
}

async function connectQueues(mongo: Mongo, redisUrl: string, keyPrefix: string | undefined) {
  try {
    await refuseHalfRestored(mongo.connection);
    return await connectJobQueues({ redisUrl, ...(keyPrefix === undefined ? {} : { prefix: keyPrefix }) });
  } catch (thrown) {
    await mongo.close();
    throw thrown;
  }
}
