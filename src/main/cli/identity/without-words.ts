import { VERWORPEN } from '#domain/inbound-message/aside-reasons.ts';
import type { MessageStore, MessageSummary } from '#application/ports/message-store.ts';
import type { MessageTrace } from '#application/trace-message.ts';
import type { Wie } from './who.ts';

/** What a colleague typed may be about a citizen: whoever did not say who they are sees codes, ids and times. */
export function traceFor({ mag }: Wie, trace: MessageTrace): MessageTrace {
  if (mag === 'alles') return trace;
  const steps = trace.steps.map(({ reason: _reason, ...step }) => step);
  return { ...trace, message: withoutWords(trace.message), steps };
}

/** The same for lists. */
export const readableBy = ({ mag }: Wie, messages: Pick<MessageStore, 'list'>): Pick<MessageStore, 'list'> =>
  mag === 'alles' ? messages : { list: async (filter) => (await messages.list(filter)).map(withoutWords) };

function withoutWords(message: MessageSummary): MessageSummary {
  return message.reason?.code === VERWORPEN ? { ...message, reason: { code: VERWORPEN } } : message;
}
