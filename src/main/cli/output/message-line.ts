import type { MessageSummary } from '#application/ports/message-store.ts';
import { toLocalTime } from './local-time.ts';

export const MESSAGE_HEADER = ['SLEUTEL', 'KANAAL', 'ONTVANGEN', 'STAAT', 'REDEN', 'KLANTCONTACTEN', 'INTERNE TAKEN'];

/** One accepted message as one line; a dash stands for nothing. */
export function toMessageRow(message: MessageSummary): string[] {
  const { key, receivedAt, state, reason, klantcontacten, internetaken } = message;
  return [
    key,
    kanaalOf(message) === message.channel ? message.channel : `${message.channel}:${kanaalOf(message)}`,
    toLocalTime(receivedAt),
    state,
    reason?.code ?? '-',
    nummers(klantcontacten),
    nummers(internetaken),
  ];
}

/** The same as an object for `--json`: times in UTC, `null` where there is nothing. */
export function toMessageJson(message: MessageSummary) {
  const { uuid, key, channel, receivedAt, acceptedAt, finishedAt, state, reason, klantcontacten, internetaken, size } =
    message;
  return {
    key,
    channel,
    kanaal: kanaalOf(message),
    received: receivedAt.toISOString(),
    state,
    reason: reason?.code ?? null,
    reasonDetail: reason?.detail ?? null,
    klantcontacten,
    internetaken,
    uuid,
    accepted: acceptedAt.toISOString(),
    finished: finishedAt?.toISOString() ?? null,
    size,
  };
}

/** Which form it was; for the other channels the channel itself says enough. */
export function kanaalOf({ channel, envelope }: Pick<MessageSummary, 'channel' | 'envelope'>): string {
  const { kanaal } = envelope;
  return channel === 'form' && typeof kanaal === 'string' ? kanaal : channel;
}

const nummers = (documents: readonly { nummer: string }[]) =>
  documents.length === 0 ? '-' : documents.map(({ nummer }) => nummer).join(',');
