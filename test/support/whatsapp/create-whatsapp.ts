import { createAddLateMedium } from '#application/add-late-medium.ts';
import { createExpandPayloads } from '#application/expand-payloads.ts';
import { createFetchMedia } from '#application/fetch-media.ts';
import { createFinishConversation } from '#application/finish-conversation.ts';
import { createJoinMessages } from '#application/join-messages.ts';
import { createListOpenConversations } from '#application/list-open-conversations.ts';
import { createRepairedFind } from '#application/parked/repaired-bytes.ts';
import { createReconcileWhatsapp } from '#application/reconcile-whatsapp.ts';
import { createRegisterConversation } from '#application/register-conversation.ts';
import { createScanDocument } from '#application/scan-document.ts';
import type { ClamdAddress } from '#infrastructure/clamav/clamd-connection.ts';
import { createClamdScanner } from '#infrastructure/clamav/clamd-scanner.ts';
import type { JobQueue, JobRequest } from '#application/ports/job-queue.ts';
import { conversationSettings, whatsappConfigSchema } from '#channels/whatsapp/whatsapp.config.ts';
import { createGraphMediaSource } from '#channels/whatsapp/whatsapp.media.ts';
import { createWhatsappReader } from '#channels/whatsapp/whatsapp.reader.ts';
import { createWhatsappSource } from '#channels/whatsapp/whatsapp.source.ts';
import { createBijlageRepository } from '#infrastructure/mongo/bijlage-repository.ts';
import { createConversationRepository } from '#infrastructure/mongo/conversation-repository.ts';
import { createDeliveryStateRepository } from '#infrastructure/mongo/delivery-state-repository.ts';
import { ensureIndexes } from '#infrastructure/mongo/models.ts';
import { createPayloadRepository } from '#infrastructure/mongo/payload-repository.ts';
import type { IsolatedStores } from '../isolated-stores.ts';
import { createSpine, noMetrics, silentLog } from '../spine/create-spine.ts';
import { settings as registerSettings } from '../spine/register-settings.ts';
import { createParkMessage } from '#application/park-message.ts';
import { createAcceptMessages } from '#application/accept-messages.ts';
import { createRegisterContacts } from '#application/register-contacts.ts';
import { createRuleTriage } from '#application/rule-triage.ts';
import { createFetchMediaWorker } from '#workers/fetch-media/fetch-media.worker.ts';
import { createExpandPayloadWorker } from '#workers/expand-payload/expand-payload.worker.ts';
import { createFinishConversationWorker } from '#workers/finish-conversation/finish-conversation.worker.ts';
import { ACCESS_TOKEN } from './graph-server.ts';
import { APP_SECRET, sign, VERIFY_TOKEN } from './payloads.ts';

export interface WhatsappOptions {
  readonly graphUrl?: string;
  readonly config?: Record<string, unknown>;
  /** Jobs go to the real queues; otherwise they are collected in `jobs` and `run` runs them. */
  readonly realQueues?: boolean;
  /** A virus scanner for media. */
  readonly clamd?: ClamdAddress;
}

/** The whole channel on the run's real database, with a clock that the test sets. */
export async function createWhatsapp(stores: IsolatedStores, options: WhatsappOptions = {}) {
  const spine = await createSpine(stores);
  const clock = {
    at: Date.parse('2026-11-24T09:00:00Z'),
    now: () => (options.realQueues === true ? new Date() : new Date(clock.at)),
  };
  const jobs: (JobRequest & { at: number })[] = [];
  const collected: JobQueue = {
    enqueue: async (requests) => {
      // As BullMQ: one whose id is known is not added.
      const fresh = requests.filter(({ id }) => !jobs.some((job) => job.id === id));
      jobs.push(...fresh.map((request) => ({ ...request, at: clock.at + (request.delayMs ?? 0) })));
    },
    findAlive: async (wanted) => new Set(wanted.map(({ id }) => id).filter((id) => jobs.some((job) => job.id === id))),
    waitFor: () => Promise.resolve(true),
    onEnd: () => () => undefined,
  };
  const queue = options.realQueues === true ? spine.jobs : collected;
  const config = whatsappConfigSchema.parse({
    verifyToken: VERIFY_TOKEN,
    appSecret: APP_SECRET,
    accessToken: ACCESS_TOKEN,
    ...(options.graphUrl === undefined ? {} : { graphUrl: options.graphUrl }),
    ...options.config,
  });
  const settings = conversationSettings(config);
  const { connection } = spine.mongo;
  const payloads = createPayloadRepository(connection);
  const conversations = createConversationRepository(connection);
  const deliveryStates = createDeliveryStateRepository(connection);
  await ensureIndexes(connection);
  const reader = createWhatsappReader(config);
  const { messages, documents, register } = spine;
  const shared = { log: silentLog, metrics: noMetrics, jobs: queue, clock };
  const acceptMessages = createAcceptMessages({ messages, ...shared });
  const parkMessage = createParkMessage({ messages, register, settings: registerSettings, ...shared });
  const triage = createRuleTriage(registerSettings.regels);
  const registerContacts = createRegisterContacts({
    register,
    documents,
    triage,
    settings: registerSettings,
    ...shared,
  });
  const joinMessages = createJoinMessages({ conversations, settings, ...shared });
  const expandPayloads = createExpandPayloads({
    payloads,
    reader,
    acceptMessages,
    messages,
    joinMessages,
    parkMessage,
    deliveryStates,
    ...shared,
  });
  const repaired = { ...messages, find: createRepairedFind(messages, documents) };
  const registerConversation = createRegisterConversation({
    conversations,
    messages: repaired,
    reader,
    registerContacts,
    parkMessage,
    ...shared,
  });
  const finishDeps = { conversations, payloads, messages, registerConversation, parkMessage, settings, ...shared };
  const finishConversation = createFinishConversation(finishDeps);
  const scanDocument =
    options.clamd === undefined
      ? undefined
      : createScanDocument({
          scanner: createClamdScanner({ clamd: options.clamd, timeoutMs: 2_000 }),
          whenAway: 'wachten',
          clock,
          metrics: noMetrics,
          log: silentLog,
        });
  const bijlagen = createBijlageRepository(spine.mongo);
  const addLateMedium = createAddLateMedium({ messages, bijlagen, documents, reader, clock, scanDocument });
  const media = createGraphMediaSource(config);
  const fetchMedia = createFetchMedia({ conversations, media, documents, addLateMedium, log: silentLog });
  const source = createWhatsappSource(config, { payloads, ...shared });
  const reconcile = createReconcileWhatsapp({
    payloads,
    conversations,
    messages: repaired,
    reader,
    expandPayloads,
    joinMessages,
    parkMessage,
    registerMessages: spine.registerMessages,
    settings,
    ...shared,
    // The ledger's own clock is the wall clock, which the test's clock may be behind.
    graceMs: options.realQueues === true ? 1_000 : -86_400_000_000,
  });
  const listOpenConversations = createListOpenConversations({ conversations, messages, reader });
  const workers = [
    createExpandPayloadWorker({ expandPayloads }),
    createFinishConversationWorker({ finishConversation }),
    createFetchMediaWorker({ fetchMedia }),
  ] as const;

  return {
    spine,
    clock,
    jobs,
    config,
    source,
    payloads,
    conversations,
    deliveryStates,
    messages,
    documents,
    reader,
    expandPayloads,
    joinMessages,
    acceptMessages,
    finishDeps,
    finishConversation,
    fetchMedia,
    reconcile,
    listOpenConversations,
    workers,
    collection: spine.collection,
    receive: (raw: Uint8Array) => source.receive(raw, sign(raw)),
    runJobs,
    klantcontacten: () => spine.collection('klantcontacten').find().sort({ nummer: 1 }).toArray(),
    close: async () => {
      await source.stop();
      await spine.close();
    },
  };

  /** Runs what was asked for, the clock at the moment of each job, until nothing is left or `until` is passed. */
  async function runJobs(until = Number.POSITIVE_INFINITY): Promise<void> {
    for (;;) {
      const job = takeDue(until);
      if (job === undefined) return;
      const worker = workers.find(({ job: name }) => name === job.name);
      if (worker === undefined) continue;
      await worker.handle(job.data as never);
    }
  }

  function takeDue(until: number): JobRequest | undefined {
    const [next] = [...jobs].sort((a, b) => a.at - b.at);
    if (next === undefined || next.at > until) return undefined;
    clock.at = Math.max(clock.at, next.at);
    jobs.splice(jobs.indexOf(next), 1);
    return next;
  }
}
export type Whatsapp = Awaited<ReturnType<typeof createWhatsapp>>;
