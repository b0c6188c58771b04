import type { InboundBetrokkene, InboundMessage, Normalised } from '#domain/inbound-message/inbound-message.ts';
import { HANDELING } from '#domain/interne-taak/interne-taak.schema.ts';
import { isAcceptableAdres } from '#domain/klantcontact/digitaal-adres.schema.ts';
import { LIMITS } from '#domain/klantcontact/klantcontact.schema.ts';
import { cleanText } from '#domain/text/clean-text.ts';
import { characterCount } from '#domain/text/cut-text.ts';
import { attachmentOf, toGesprek } from './conversation-attachments.ts';
import { conversationRemarks } from './conversation-remarks.ts';
import { conversationSubject } from './conversation-subject.ts';
import type { MessagePart } from './message-part.ts';
import { renderMessage } from './render-message.ts';
import { inOrder, mediumOf, type WhatsappMessage } from './whatsapp.parse.ts';

/** One inbound burst is one klantcontact (C9853); pure, and the same for any order of the parts. */
export function toInboundMessage(parts: readonly MessagePart[], registerAnyway = false): Normalised {
  const byUuid = new Map(parts.map((part) => [part.message.uuid, part]));
  const messages = inOrder(parts.map(({ message }) => message));
  const known = new Map(messages.map((message) => [message.wamid, message]));
  const last = messages.at(-1);
  if (last === undefined || (!registerAnyway && messages.every((message) => saysNothing(message, known)))) {
    return { kind: 'aside', code: 'whatsapp-nothing-said' };
  }
  const lines = messages.map((message) => ({
    message,
    text: renderMessage(message, known, byUuid.get(message.uuid)?.medium),
  }));
  const inhoud = cleanText(lines.map(({ text }) => text).join('\n'));
  const attached = messages.flatMap((message, index) => attachmentOf(byUuid.get(message.uuid), index + 1));
  const hasMedia = messages.some(({ content }) => mediumOf(content) !== undefined);
  const written = hasMedia || attached.length > 0 || characterCount(inhoud) > LIMITS.inhoud;
  const klant = toBetrokkene(messages);
  const onderwerp = conversationSubject(messages);
  const adres = klant.digitaleAdressen[0]?.adres;
  return {
    kind: 'contacten',
    contacten: [
      {
        kanaal: 'whatsapp',
        onderwerp,
        inhoud,
        vertrouwelijk: false,
        // Sent time of the last message, whatever came in last (acceptance statements 16 and 25).
        plaatsgevondenOp: last.sent.at,
        betrokkenen: [klant],
        actor: { automaat: 'whatsapp' },
        documenten: written ? [toGesprek(lines, klant), ...attached] : [],
        onderwerpobjecten: toReplies(messages, known, klant),
        taak: { gevraagdeHandeling: HANDELING.lezen, toelichting: conversationRemarks(messages, byUuid) },
        triage: { ...(adres === undefined ? {} : { afzender: adres }), tekst: `${onderwerp}\n${inhoud}` },
      },
    ],
  };
}

/** System notices, an opened chat, and a deletion of something that is not here: nobody asked anything. */
function saysNothing({ content }: WhatsappMessage, known: ReadonlyMap<string, WhatsappMessage>): boolean {
  if (content.kind === 'revoke') return content.original === undefined || !known.has(content.original);
  return content.kind === 'system' || content.kind === 'welcome';
}

/** No `wasPartij`: a number identifies nobody (acceptance statement 21). The latest name and number count. */
function toBetrokkene(messages: readonly WhatsappMessage[]): InboundBetrokkene {
  const envelopes = messages.map(({ envelope }) => envelope).reverse();
  const naam = envelopes.find((envelope) => (envelope.naam?.trim() ?? '') !== '')?.naam;
  const phone = envelopes.find((envelope) => envelope.phone !== undefined)?.phone;
  const sender = envelopes[0]?.sender ?? '';
  const candidates = [
    ...(phone === undefined ? [] : [{ adres: `+${phone}`, soort: 'telefoonnummer' as const }]),
    { adres: sender, soort: 'overig' as const },
  ];
  const adres = candidates.find((candidate) => isAcceptableAdres(candidate.soort, candidate.adres));
  return {
    rol: 'klant',
    initiator: true,
    ...(naam === undefined ? {} : { naam: { volledig: naam } }),
    digitaleAdressen: adres === undefined ? [] : [{ ...adres, omschrijving: 'Uit ontvangen app-bericht' }],
  };
}

/** Answers and reactions to what is not in this conversation: perhaps to an earlier one of the same sender. */
function toReplies(
  messages: readonly WhatsappMessage[],
  known: ReadonlyMap<string, WhatsappMessage>,
  { digitaleAdressen: [adres] }: InboundBetrokkene,
): InboundMessage['onderwerpobjecten'] {
  const targets = messages.flatMap(({ replyTo, content }) => [
    replyTo,
    content.kind === 'reaction' ? content.to : undefined,
  ]);
  const outside = new Set(targets.filter((target) => target !== undefined && !known.has(target)));
  const van = adres === undefined ? {} : { van: { adres: adres.adres, soort: adres.soort } };
  return [...outside].flatMap((target) => (target === undefined ? [] : [{ antwoordOp: [target], ...van }]));
}
