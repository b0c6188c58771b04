import { createInzage, type OpenInzage } from '#application/inzage/inzage.ts';
import type { ListOpenConversations } from '#application/list-open-conversations.ts';
import { createTraceMessage } from '#application/trace-message.ts';
import type { Tools } from './tools.ts';

/** The one door to what citizens wrote: behind it stands everything that reads it for people. */
export function createDoor({ stores }: Pick<Tools, 'stores'>, conversations?: ListOpenConversations): OpenInzage {
  const { taken, contacts, liggingen, messages, documents, parked, trace } = stores;
  return createInzage({
    taken,
    contacts,
    liggingen,
    messages,
    documents,
    parked,
    traceMessage: createTraceMessage({ messages, taken, reader: trace }),
    findMails: trace.findMails,
    conversations,
  });
}
