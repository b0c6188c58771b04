import { createHash } from 'node:crypto';
import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import { createAcceptMessages } from '#application/accept-messages.ts';
import { createParkMessage } from '#application/park-message.ts';
import { createRepairingNormaliser } from '#application/parked/repairing-normaliser.ts';
import { createReconcile } from '#application/reconcile.ts';
import { createRegisterContacts } from '#application/register-contacts.ts';
import { createRegisterMessages } from '#application/register-messages.ts';
import { createRuleTriage } from '#application/rule-triage.ts';
import type { Log } from '#application/ports/log.ts';
import type { NewMessage } from '#application/ports/message-store.ts';
import { NO_RIGHTS, type NormaliseUnit } from '#application/ports/normalise-module.ts';
import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import { connectMongo } from '#infrastructure/mongo/connection.ts';
import { createDocumentRepository } from '#infrastructure/mongo/document-repository.ts';
import { createMessageRepository } from '#infrastructure/mongo/message-repository.ts';
import { defineRegisterModels, ensureIndexes } from '#infrastructure/mongo/models.ts';
import { createRegisterRepository } from '#infrastructure/mongo/register-repository.ts';
import { connectJobQueues } from '#infrastructure/queues/job-queues.ts';
import { createProcessNormaliser } from '#infrastructure/readers/process-normaliser.ts';
import { uncounted } from '#main/cli/uncounted.ts';
import type { IsolatedStores } from '../isolated-stores.ts';
import { settings } from './register-settings.ts';

const nothing = () => undefined;
export const silentLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
export const noMetrics = uncounted;

type Units = Partial<Record<ChannelName, NormaliseUnit>>;

const plainText = (timeoutMs: number): Units => ({
  email: {
    module: new URL('./plain-text.normalise.ts', import.meta.url),
    settings: {},
    rights: NO_RIGHTS,
    timeoutMs,
    maxMemoryMb: 64,
    batchSize: 20,
  },
});

/** The spine of the program on the run's real servers; unless `units` are given, the mail channel reads plain text. */
export async function createSpine(stores: IsolatedStores, { timeoutMs = 3_000, units = plainText(timeoutMs) } = {}) {
  const clock = { now: () => new Date() };
  const mongo = await connectMongo(stores.mongodbUri);
  defineRegisterModels(mongo.connection);
  await ensureIndexes(mongo.connection);
  const documents = createDocumentRepository(mongo.connection);
  const messages = createMessageRepository({ connection: mongo.connection, documents, clock });
  const register = createRegisterRepository(mongo);
  const jobs = await connectJobQueues({ redisUrl: stores.redisUrl, prefix: stores.keyPrefix });
  const readers = createProcessNormaliser(units, messages);
  const findEenheid = (geadresseerde: string) => (geadresseerde === 'Burgerzaken' ? 'BURG' : undefined);
  const normaliser = createRepairingNormaliser({ normaliser: readers, documents, findEenheid });
  const log = silentLog;
  const metrics = noMetrics;
  const acceptMessages = createAcceptMessages({ messages, jobs, metrics, log });
  const parkMessage = createParkMessage({ messages, register, settings, clock, metrics });
  const triage = createRuleTriage(settings.regels);
  const registerContacts = createRegisterContacts({ register, documents, triage, jobs, settings, clock, log });
  const registerMessages = createRegisterMessages({
    messages,
    normaliser,
    registerContacts,
    parkMessage,
    clock,
    metrics,
    log,
  });
  const reconcile = createReconcile({
    messages,
    jobs,
    clock: { now: () => new Date(Date.now() + 60_000) },
    log,
    others: [],
  });
  return {
    mongo,
    documents,
    messages,
    register,
    jobs,
    normaliser,
    acceptMessages,
    parkMessage,
    registerContacts,
    registerMessages,
    reconcile,
    collection: (name: string) => mongo.connection.collection(name),
    /** The next message gets a new reader process. */
    closeReaders: () => readers.close(),
    close: async () => {
      readers.close();
      await jobs.close();
      await mongo.close();
    },
  };
}

/** A message of the mail channel whose bytes are this text. */
export function newMessage(text: string, place = 1): NewMessage {
  const key = `email:test:${text}:${place}`;
  return {
    uuid: deterministicUuid(key, 'message'),
    key,
    channel: 'email',
    receivedAt: new Date('2026-11-20T09:15:00Z'),
    envelope: { mailbox: 'info' },
    location: `info/INBOX/1/${place}`,
    aliases: [`${place}@voorbeeld.example`],
    mediaType: 'message/rfc822',
    sha256: createHash('sha256').update(text).digest('hex'),
    raw: new TextEncoder().encode(text),
  };
}
