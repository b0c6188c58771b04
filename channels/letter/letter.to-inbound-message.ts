import { HANDELING } from '#domain/interne-taak/interne-taak.schema.ts';
import type { InboundMessage, InboundTaak } from '#domain/inbound-message/inbound-message.ts';
import { safeFileName } from '#domain/text/safe-file-name.ts';
import type { NormaliseInput } from '#application/ports/normalise-module.ts';
import { findDestination, type Addressees } from './letter.addressee.ts';
import { toBetrokkene } from './letter.betrokkene.ts';
import type { LetterEnvelope } from './letter.envelope.ts';
import type { Letter } from './letter.parse.ts';

const AANLEIDING = 'Aangemaakt naar aanleiding van een ontvangen brief.';
/** Remarks go to the task, which is broadcast to other systems: they never hold what the letter says. */
const REMARKS = {
  notLegible: 'De tekst is niet automatisch te lezen.',
  notRead: 'De tekst is niet automatisch gelezen; zie de scan (in de bijlagen).',
  partlyRead: 'Niet alle bladzijden zijn automatisch gelezen; zie de scan (in de bijlagen).',
  unseen:
    'De tekst komt uit een laag die op de scan niet te zien is en niet is nagekeken; lees de scan zelf (in de bijlagen).',
  sidecarBroken: 'De gegevens die de scanstraat bij de brief leverde, konden niet (allemaal) worden gelezen.',
  addresseeUnknown: 'De brief noemt een geadresseerde die niet als afdeling of medewerker bekend is.',
} as const;

/** One letter is one klantcontact (VNG C2138). What the scanning street says goes before what was read in the text. */
export function toInboundMessage(
  letter: Letter,
  envelope: LetterEnvelope,
  input: NormaliseInput,
  addressees: Addressees,
): InboundMessage {
  const { sidecar = {} } = envelope;
  const { legible, text, mediaType } = letter.reading;
  const onderwerp = sidecar.onderwerp ?? letter.onderwerp ?? '';
  const geadresseerde = sidecar.geadresseerde ?? letter.geadresseerde ?? undefined;
  const bestandsnaam = safeFileName(envelope.fileName);
  return {
    kanaal: 'brief',
    onderwerp,
    ...(legible && text !== '' ? { inhoud: text } : {}),
    vertrouwelijk: sidecar.vertrouwelijk ?? false,
    plaatsgevondenOp: input.receivedAt,
    betrokkenen: [toBetrokkene(sidecar.afzender, letter.afzender)],
    actor: { automaat: 'brief' },
    documenten: [
      {
        rol: 'origineel',
        bestandsnaam: bestandsnaam === '' ? 'Brief' : bestandsnaam,
        formaat: mediaType,
        bron: { kind: 'message', messageUuid: input.uuid, size: input.size, sha256: input.sha256 },
      },
    ],
    onderwerpobjecten: [],
    ...(sidecar.geenActieNodig === true ? {} : { taak: toTaak(letter, envelope, geadresseerde, addressees) }),
    triage: {
      ...(geadresseerde === undefined ? {} : { geadresseerde }),
      tekst: `${onderwerp}\n${legible ? text : ''}`,
    },
  };
}

function toTaak(
  { reading }: Letter,
  { sidecarBroken = false }: LetterEnvelope,
  geadresseerde: string | undefined,
  addressees: Addressees,
): InboundTaak {
  const destination = geadresseerde === undefined ? 'by-rule' : findDestination(geadresseerde, addressees);
  return {
    gevraagdeHandeling: HANDELING.lezen,
    toelichting: [
      AANLEIDING,
      ...remarksOnReading(reading),
      ...(sidecarBroken ? [REMARKS.sidecarBroken] : []),
      ...(destination === null ? [REMARKS.addresseeUnknown] : []),
    ].join(' '),
    ...(destination === 'by-rule' ? {} : destination),
  };
}

function remarksOnReading({ pages, legible }: Letter['reading']): string[] {
  const unread = pages.filter(({ source }) => source === 'none').length;
  if (unread === pages.length) return [REMARKS.notRead];
  if (!legible) return [REMARKS.notLegible];
  return [
    ...(unread > 0 ? [REMARKS.partlyRead] : []),
    ...(pages.some(({ isUnseen = false }) => isUnseen) ? [REMARKS.unseen] : []),
  ];
}
