import { createHash } from 'node:crypto';
import type { Medium } from '#domain/conversation/conversation-entry.schema.ts';
import type {
  InboundBetrokkene,
  InboundDocument,
  InboundMessage,
  Normalised,
} from '#domain/inbound-message/inbound-message.ts';
import { HANDELING } from '#domain/interne-taak/interne-taak.schema.ts';
import { isAcceptableAdres } from '#domain/klantcontact/digitaal-adres.schema.ts';
import { LIMITS } from '#domain/klantcontact/klantcontact.schema.ts';
import { cleanText } from '#domain/text/clean-text.ts';
import { characterCount } from '#domain/text/cut-text.ts';
import { conversationDocument, conversationFileName } from './conversation-document.ts';
import { conversationSubject } from './conversation-subject.ts';
import { bareMediaType, mediumFileName } from './medium-file.ts';
import { renderMessage } from './render-message.ts';
import { inOrder, mediumOf, type WhatsappMessage } from './whatsapp.parse.ts';

/** A message with the medium that was fetched for it and the size and hash of its own bytes. */
export interface MessagePart {
  readonly message: WhatsappMessage;
  readonly medium?: Medium;
  readonly size: number;
  readonly sha256: string;
}

/** One inbound burst is one klantcontact (C9853); pure, and the same for any order of the parts. */
export function toInboundMessage(parts: readonly MessagePart[]): Normalised {
  const byUuid = new Map(parts.map((part) => [part.message.uuid, part]));
  const messages = inOrder(parts.map(({ message }) => message));
  const known = new Map(messages.map((message) => [message.wamid, message]));
  const last = messages.at(-1);
  if (last === undefined || messages.every((message) => saysNothing(message, known))) {
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
        onderwerpobjecten: toReplies(messages, known),
        taak: { gevraagdeHandeling: HANDELING.lezen, toelichting: toelichting(messages, byUuid) },
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

function toGesprek(
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
function attachmentOf(part: MessagePart | undefined, place: number): InboundDocument[] {
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

/** Answers and reactions to what is not in this conversation: perhaps to a message of ours. */
function toReplies(
  messages: readonly WhatsappMessage[],
  known: ReadonlyMap<string, WhatsappMessage>,
): InboundMessage['onderwerpobjecten'] {
  const targets = messages.flatMap(({ replyTo, content }) => [
    replyTo,
    content.kind === 'reaction' ? content.to : undefined,
  ]);
  const outside = new Set(targets.filter((target) => target !== undefined && !known.has(target)));
  return [...outside].flatMap((target) => (target === undefined ? [] : [{ antwoordOp: [target] }]));
}

/** For staff; says nothing about who it was. */
function toelichting(messages: readonly WhatsappMessage[], byUuid: ReadonlyMap<string, MessagePart>): string {
  const media = messages.flatMap(({ uuid, content }) => {
    const found = mediumOf(content);
    return found === undefined ? [] : [{ gone: found.reference === undefined, medium: byUuid.get(uuid)?.medium }];
  });
  const missing = media.filter(({ gone, medium }) => gone || medium?.state === 'missing').length;
  const late = media.filter(({ medium }) => medium?.late === true && medium.state !== 'missing').length;
  const guessed = messages.filter(({ sent }) => !sent.credible).length;
  const unshown = messages.filter(({ content }) => content.kind === 'unsupported').length;
  return [
    'Aangemaakt naar aanleiding van ontvangen app-verkeer (WhatsApp).',
    ...(missing === 0 ? [] : [`Niet meer op te halen: ${missing} ${bestanden(missing)}.`]),
    ...(late === 0 ? [] : [`Nog niet opgehaald: ${late} ${bestanden(late)}; wordt toegevoegd zodra het binnen is.`]),
    ...(unshown === 0 ? [] : [`Niet te tonen: ${unshown} ${unshown === 1 ? 'bericht' : 'berichten'}.`]),
    ...(guessed === 0 ? [] : ['Van een bericht is het tijdstip van verzenden onbekend; de ontvangsttijd is gebruikt.']),
  ].join(' ');
}

const bestanden = (count: number) => (count === 1 ? 'bestand' : 'bestanden');
