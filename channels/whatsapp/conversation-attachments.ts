import { createHash } from 'node:crypto';
import type { InboundBetrokkene, InboundDocument } from '#domain/inbound-message/inbound-message.ts';
import { conversationDocument, conversationFileName } from './conversation-document.ts';
import { bareMediaType, mediumFileName } from './medium-file.ts';
import type { MessagePart } from './message-part.ts';
import { mediumOf, type WhatsappMessage } from './whatsapp.parse.ts';

/** The conversation written out, as a document. */
export function toGesprek(
  lines: readonly { message: WhatsappMessage; text: string }[],
  klant: InboundBetrokkene,
): InboundDocument {
  const naam = klant.naam !== undefined && 'volledig' in klant.naam ? klant.naam.volledig : 'onbekend';
  const adres = klant.digitaleAdressen[0]?.adres;
  const afzender = adres === undefined ? naam : `${naam} (${adres})`;
  const bytes = Buffer.from(conversationDocument(lines, afzender), 'utf8');
  return {
    rol: 'gesprek',
    bestandsnaam: conversationFileName(lines.map(({ message }) => message)),
    formaat: 'text/plain; charset=utf-8',
    bron: { kind: 'bytes', bytes, sha256: createHash('sha256').update(bytes).digest('hex') },
  };
}

/** The fetched medium; or the message itself when it holds something that cannot be shown. */
export function attachmentOf(part: MessagePart | undefined, place: number): InboundDocument[] {
  if (part === undefined) return [];
  const { message, medium, size, sha256 } = part;
  const content = mediumOf(message.content);
  if (content !== undefined && medium?.state === 'stored' && !medium.late && medium.documentId !== undefined) {
    const formaat = bareMediaType(medium.formaat ?? content.formaat);
    const bron = {
      kind: 'stored' as const,
      id: medium.documentId,
      size: medium.size ?? 0,
      sha256: medium.sha256Hex ?? '',
    };
    return [{ rol: 'bijlage', bestandsnaam: mediumFileName(content, formaat, place), formaat, bron }];
  }
  if (!holdsUnshown(message.content)) return [];
  const bron = { kind: 'message' as const, messageUuid: message.uuid, size, sha256 };
  return [{ rol: 'origineel', bestandsnaam: `bericht-${place}.json`, formaat: 'application/json', bron }];
}

function holdsUnshown(content: WhatsappMessage['content']): boolean {
  if (content.kind === 'edit') return holdsUnshown(content.content);
  return (content.kind === 'unsupported' && !content.whole) || content.kind === 'order';
}
