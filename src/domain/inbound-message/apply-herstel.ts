import { HANDELING } from '../interne-taak/interne-taak.schema.ts';
import type { KanaalSleutel } from './channel-name.ts';
import { lastVervanging, type Herstel, type HerstelVelden, type Vervanging } from './herstel.schema.ts';
import type { InboundBetrokkene, InboundDocument, InboundMessage, Normalised } from './inbound-message.ts';
import { kanaalOf } from './kanaal-of.ts';
import { messageFileName } from './message-file-name.ts';
import type { StoredMessage } from './stored-message.schema.ts';

type Repaired = Pick<
  StoredMessage,
  'uuid' | 'channel' | 'receivedAt' | 'envelope' | 'size' | 'sha256' | 'mediaType'
> & {
  readonly herstel: Herstel;
};
/** Code of the unit with this code or name; undefined when there is none. */
export type FindEenheid = (geadresseerde: string) => string | undefined;

const OMSCHRIJVING = 'Ingevuld bij herstel';
const BY_HAND = 'Met de hand geregistreerd: het bericht kon niet gelezen worden. Het origineel is een bijlage.';

/**
 * What was read, with what a person said about it. Subject and text are those of one contact, so a message that became
 * several keeps its own; the sender and the moment are the same for all of them.
 */
export function applyHerstel(message: Repaired, outcome: Normalised, findEenheid: FindEenheid): Normalised {
  if (outcome.kind === 'aside') return outcome;
  const { velden = {} } = message.herstel;
  const single = outcome.contacten.length === 1;
  return {
    kind: 'contacten',
    contacten: outcome.contacten.map((contact) => ({
      ...withVelden(contact, single ? velden : withoutTexts(velden), findEenheid),
      documenten: withReceived(message, contact.documenten),
    })),
  };
}

/** The contact that a person typed, with the bytes that nobody could read as its bijlage. */
export function toHandContact(message: Repaired, findEenheid: FindEenheid): Normalised {
  const { velden = {}, handmatig } = message.herstel;
  const kanaal = kanaalOf(message);
  const contact: InboundMessage = {
    kanaal,
    onderwerp: '',
    vertrouwelijk: false,
    plaatsgevondenOp: message.receivedAt,
    betrokkenen: [{ rol: 'klant', initiator: true, digitaleAdressen: [] }],
    actor: actorOf(kanaal, message.envelope['medewerker'] ?? handmatig?.medewerker),
    documenten: withReceived(message, []),
    onderwerpobjecten: [],
    taak: { gevraagdeHandeling: HANDELING.lezen, toelichting: BY_HAND },
    triage: { tekst: '' },
  };
  return { kind: 'contacten', contacten: [withVelden(contact, velden, findEenheid)] };
}

/** Counter and phone are a colleague's contact; every other way in has its own automaat. */
function actorOf(kanaal: KanaalSleutel, medewerker: unknown): InboundMessage['actor'] {
  if (kanaal !== 'balie' && kanaal !== 'telefoon') return { automaat: kanaal };
  return typeof medewerker === 'string' ? { medewerker } : { automaat: 'webformulier' };
}

const withoutTexts = ({ onderwerp: _o, inhoud: _i, ...rest }: HerstelVelden): HerstelVelden => rest;

function withVelden(contact: InboundMessage, velden: HerstelVelden, findEenheid: FindEenheid): InboundMessage {
  const { plaatsgevondenOp = contact.plaatsgevondenOp } = velden;
  const onderwerp = velden.onderwerp ?? contact.onderwerp;
  const inhoud = velden.inhoud ?? contact.inhoud;
  const isRetold = velden.onderwerp !== undefined || velden.inhoud !== undefined;
  const [sender, ...others] = contact.betrokkenen;
  const taak = withGeadresseerde(contact, velden.geadresseerde, findEenheid);
  return {
    ...contact,
    onderwerp,
    ...(inhoud === undefined ? {} : { inhoud }),
    plaatsgevondenOp,
    betrokkenen: [withAfzender(sender, velden), ...others],
    ...(taak === undefined ? {} : { taak }),
    triage: {
      ...contact.triage,
      ...(velden.emailadres === undefined ? {} : { afzender: velden.emailadres.toLowerCase() }),
      ...(velden.geadresseerde === undefined ? {} : { geadresseerde: velden.geadresseerde }),
      ...(isRetold ? { tekst: `${onderwerp}\n${inhoud ?? ''}` } : {}),
    },
  };
}

/** Who is addressed now decides; what the reading made of it does not. */
function withGeadresseerde(
  { taak }: InboundMessage,
  geadresseerde: string | undefined,
  findEenheid: FindEenheid,
): InboundMessage['taak'] {
  if (taak === undefined || geadresseerde === undefined) return taak;
  const { eenheid: _e, medewerker: _m, ...rest } = taak;
  const eenheid = findEenheid(geadresseerde);
  return eenheid === undefined ? rest : { ...rest, eenheid };
}

function withAfzender(known: InboundBetrokkene | undefined, velden: HerstelVelden): InboundBetrokkene {
  const { naam, emailadres, telefoonnummer } = velden;
  const adressen = [
    ...(emailadres === undefined ? [] : [{ adres: emailadres, soort: 'email' as const }]),
    ...(telefoonnummer === undefined ? [] : [{ adres: telefoonnummer, soort: 'telefoonnummer' as const }]),
  ].map((adres) => ({ ...adres, omschrijving: OMSCHRIJVING }));
  return {
    ...(known ?? { rol: 'klant', initiator: true, digitaleAdressen: [] }),
    ...(naam === undefined ? {} : { naam: { volledig: naam } }),
    ...(adressen.length === 0 ? {} : { digitaleAdressen: adressen }),
  };
}

/** The bytes as they came first, then the ones that were read instead; the channel's own documents after them. */
function withReceived(message: Repaired, documenten: readonly InboundDocument[]): InboundDocument[] {
  const { herstel } = message;
  const vervanging = lastVervanging(herstel);
  const isOriginal = ({ bron }: InboundDocument) => bron.kind === 'message' && bron.messageUuid === message.uuid;
  if (vervanging === undefined && documenten.some(isOriginal)) return [...documenten];
  const { size, sha256, mediaType } = herstel.ontvangen ?? message;
  return [
    {
      rol: 'origineel',
      bestandsnaam: messageFileName(message.uuid, mediaType),
      formaat: mediaType,
      bron: { kind: 'message', messageUuid: message.uuid, size, sha256 },
    },
    ...(vervanging === undefined ? [] : [toDocument(vervanging)]),
    ...documenten.filter((document) => !isOriginal(document)),
  ];
}

const toDocument = ({ id, size, sha256, mediaType, bestandsnaam }: Vervanging): InboundDocument => ({
  rol: 'bijlage',
  bestandsnaam,
  formaat: mediaType,
  bron: { kind: 'stored', id, size, sha256 },
});
