import { transient } from '#domain/failure/failure.ts';
import { createAddLateMedium } from '#application/add-late-medium.ts';
import { createExpandPayloads } from '#application/expand-payloads.ts';
import { createFetchMedia } from '#application/fetch-media.ts';
import { createFinishConversation } from '#application/finish-conversation.ts';
import { createJoinMessages } from '#application/join-messages.ts';
import { createListOpenConversations } from '#application/list-open-conversations.ts';
import { createRepairedFind } from '#application/parked/repaired-bytes.ts';
import { createReconcileWhatsapp } from '#application/reconcile-whatsapp.ts';
import { createRegisterConversation } from '#application/register-conversation.ts';
import { guardMediaSource } from '#application/guard-media-source.ts';
import type { CircuitBreaker } from '#application/ports/circuit-breaker.ts';
import type { MediaSource } from '#application/ports/media-source.ts';
import { conversationSettings, whatsappConfigSchema, type WhatsappConfig } from '#channels/whatsapp/whatsapp.config.ts';
import { createGraphMediaSource } from '#channels/whatsapp/whatsapp.media.ts';
import { createWhatsappReader } from '#channels/whatsapp/whatsapp.reader.ts';
import { createExpandPayloadWorker } from '#workers/expand-payload/expand-payload.worker.ts';
import { createFetchMediaWorker } from '#workers/fetch-media/fetch-media.worker.ts';
import { createFinishConversationWorker } from '#workers/finish-conversation/finish-conversation.worker.ts';
import type { CoreUseCases } from './create-use-cases.ts';
import type { Tools } from './tools.ts';

/** What was accepted while the channel was configured is still finished when it no longer is: these have no secret. */
const UNCONFIGURED = { verifyToken: 'geen', appSecret: 'geen', accessToken: 'geen' };
const noMedia: MediaSource = {
  fetch: () =>
    Promise.reject(transient('whatsapp-not-configured', 'kanalen.whatsapp is missing: media cannot be fetched')),
};

/** Conversations: from delivery to klantcontact. */
export function createWhatsapp(
  tools: Tools,
  core: CoreUseCases,
  configured: WhatsappConfig | undefined,
  graceMs: number,
  graph?: CircuitBreaker,
) {
  const { stores, clock, log, metrics } = tools;
  const { messages, payloads, conversations, deliveryStates, bijlagen, documents, queues: jobs } = stores;
  const { acceptMessages, parkMessage, registerContacts, registerMessages } = core;
  const config = configured ?? whatsappConfigSchema.parse(UNCONFIGURED);
  const settings = conversationSettings(config);
  const reader = createWhatsappReader(config);
  const unguarded = configured === undefined ? noMedia : createGraphMediaSource(configured);
  const media = graph === undefined ? unguarded : guardMediaSource(unguarded, graph);

  const joinMessages = createJoinMessages({ conversations, jobs, settings, clock, log });
  const expandPayloads = createExpandPayloads({
    payloads,
    reader,
    acceptMessages,
    messages,
    joinMessages,
    parkMessage,
    deliveryStates,
    metrics,
    log,
  });
  const repaired = { ...messages, find: createRepairedFind(messages, documents) };
  const registerConversation = createRegisterConversation({
    conversations,
    messages: repaired,
    reader,
    registerContacts,
    parkMessage,
    clock,
    metrics,
  });
  const finishConversation = createFinishConversation({
    conversations,
    payloads,
    messages,
    registerConversation,
    parkMessage,
    jobs,
    settings,
    clock,
    log,
  });
  const addLateMedium = createAddLateMedium({
    messages,
    bijlagen,
    documents,
    reader,
    clock,
    scanDocument: core.scanDocument,
  });
  const fetchMedia = createFetchMedia({ conversations, media, documents, addLateMedium, log });
  return {
    finishConversation,
    listOpenConversations: createListOpenConversations({ conversations, messages, reader }),
    reconcile: createReconcileWhatsapp({
      payloads,
      conversations,
      messages: repaired,
      registerMessages,
      reader,
      expandPayloads,
      joinMessages,
      parkMessage,
      jobs,
      settings,
      clock,
      log,
      graceMs,
    }),
    workers: [
      createExpandPayloadWorker({ expandPayloads }),
      createFetchMediaWorker({ fetchMedia }),
      createFinishConversationWorker({ finishConversation }),
    ],
  };
}
