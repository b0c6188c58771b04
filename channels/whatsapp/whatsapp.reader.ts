import { unprocessable } from '#domain/failure/failure.ts';
import { mustRegister } from '#domain/inbound-message/herstel.schema.ts';
import type { ConversationReader } from '#application/ports/conversation-reader.ts';
import { bareMediaType, mediumFileName } from './medium-file.ts';
import { renderMessage } from './render-message.ts';
import { hash, splitPayload, toNewMessage } from './split-payload.ts';
import type { WhatsappConfig } from './whatsapp.config.ts';
import { unreadableEnvelopeSchema } from './whatsapp.envelope.ts';
import { payloadKey } from './whatsapp.message-key.ts';
import { inOrder, mediumOf, parseMessage } from './whatsapp.parse.ts';
import { toInboundMessage } from './whatsapp.to-inbound-message.ts';

/** How this channel reads: the pure functions of this folder behind the port of the use cases. */
export function createWhatsappReader(config: Pick<WhatsappConfig, 'phoneNumberIds'>): ConversationReader {
  const numbers = new Set(config.phoneNumberIds);
  return {
    split: (payload) => splitPayload(payload, numbers),
    toUnreadablePayload: (payload) =>
      toNewMessage(
        payload,
        payloadKey(hash(payload.raw)),
        payload.raw,
        { soort: 'payload', payload: payload.uuid },
        [],
      ),
    toPayload(message) {
      const envelope = unreadableEnvelopeSchema.safeParse(message.envelope);
      if (!envelope.success || envelope.data.soort !== 'payload' || message.raw === undefined) return undefined;
      return { uuid: envelope.data.payload, raw: message.raw, receivedAt: message.receivedAt };
    },
    toJoining(stored) {
      const { uuid, receivedAt, envelope, content } = parseMessage(stored);
      const reference = mediumOf(content)?.reference;
      return {
        message: uuid,
        phoneNumberId: envelope.phoneNumberId,
        sender: envelope.sender,
        receivedAt,
        ...(reference === undefined ? {} : { medium: reference }),
      };
    },
    normalise: (_, parts) =>
      toInboundMessage(
        parts.map(({ message: { size, sha256, ...rest }, medium }) => ({
          message: parseMessage({ size, sha256, ...rest }),
          size,
          sha256,
          ...(medium === undefined ? {} : { medium }),
        })),
        parts.some(({ message }) => mustRegister(message)),
      ),
    toLines(parts) {
      const messages = inOrder(parts.map(({ message }) => parseMessage(message)));
      const known = new Map(messages.map((message) => [message.wamid, message]));
      const media = new Map(parts.map(({ message, medium }) => [message.uuid, medium]));
      return messages.map((message) => ({
        op: message.sent.at,
        tekst: renderMessage(message, known, media.get(message.uuid)),
      }));
    },
    toFileName(message, { formaat }) {
      const content = mediumOf(parseMessage(message).content);
      if (content === undefined) throw unprocessable('whatsapp-message-unreadable', 'The message has no medium');
      return mediumFileName(content, bareMediaType(formaat ?? content.formaat), 1);
    },
  };
}
