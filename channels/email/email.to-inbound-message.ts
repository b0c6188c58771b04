import { HANDELING } from '#domain/interne-taak/interne-taak.schema.ts';
import type { InboundBetrokkene, InboundDocument, InboundMessage } from '#domain/inbound-message/inbound-message.ts';
import { isAcceptableAdres } from '#domain/klantcontact/digitaal-adres.schema.ts';
import type { Contactadres } from '#domain/klantcontact/same-adres.ts';
import { cutText } from '#domain/text/cut-text.ts';
import { safeFileName } from '#domain/text/safe-file-name.ts';
import type { NormaliseInput } from '#application/ports/normalise-module.ts';
import { detectLanguage } from './email.language.ts';
import type { Mail, MailAddress } from './email.mail.ts';
import { toNewText } from './email.new-text.ts';

/** The VNG case's own words are fifty characters; Open Klant takes forty. */
const OMSCHRIJVING = 'Uit ontvangen e-mail';
const AANLEIDING = 'Aangemaakt naar aanleiding van een ontvangen e-mail.';
/** Characters. A question that begins later than this is found by a person. */
const TRIAGE_LOOKS_AT = 100_000;
/**
 * Characters. The register keeps less of each (limits of Open Klant); more than this would only travel between processes
 * and be looked through in the one that serves everybody.
 */
const LONGEST = { onderwerp: 2_000, naam: 1_000, inhoud: 50_000, afzender: 320 } as const;
/** Remarks go to the task, which is broadcast to other systems: they never hold the address itself. */
const REMARKS = {
  addressMissing:
    'Het e-mailadres van de afzender ontbreekt in de contactgegevens, omdat het te lang of ongeldig is. Het staat in de oorspronkelijke e-mail (zie de bijlagen).',
  addressNone: 'De e-mail noemt geen afzender. Zie de oorspronkelijke e-mail (in de bijlagen).',
  replyToUsed: 'Als contactgegeven is het antwoordadres van de e-mail gebruikt.',
  replyToDiffers: 'De afzender vraagt om antwoord op een ander adres; zie de oorspronkelijke e-mail.',
  damaged: 'Niet alle tekens van de e-mail konden worden gelezen; zie de oorspronkelijke e-mail.',
  tnef: 'Een bijlage heet winmail.dat: daarin kunnen bestanden zitten die alleen Outlook opent.',
  noText: 'De e-mail heeft geen leesbare tekst; zie de bijlagen.',
  namesOther: 'De e-mail verwijst naar iets dat geen e-mail is; daaraan is niets gekoppeld.',
} as const;

export interface SenderIdentity {
  /** Naam of the mailbox the mail came in at, for the routing rules. */
  readonly mailbox: string;
  readonly eigenAdressen: readonly string[];
}

/** One mail is one klantcontact (VNG C1199): the whole text, the sender as betrokkene, the mail and its attachments. */
export function toInboundMessage(mail: Mail, input: NormaliseInput, identity: SenderIdentity): InboundMessage {
  const newText = toNewText(mail.text.slice(0, TRIAGE_LOOKS_AT));
  const taal = detectLanguage(newText);
  const sender = chooseSender(mail, identity.eigenAdressen);
  const afzender = sender.address?.address.toLowerCase() ?? '';
  const onderwerp = mail.subject.slice(0, LONGEST.onderwerp);
  return {
    kanaal: 'email',
    onderwerp,
    ...(mail.text === '' ? {} : { inhoud: mail.text.slice(0, LONGEST.inhoud) }),
    ...(taal === undefined ? {} : { taal }),
    vertrouwelijk: false,
    plaatsgevondenOp: input.receivedAt,
    betrokkenen: [toBetrokkene(sender)],
    actor: { automaat: 'email' },
    documenten: toDocuments(mail, input),
    onderwerpobjecten: mail.answersTo.length === 0 ? [] : [{ antwoordOp: mail.answersTo, ...cameFrom(mail, identity) }],
    taak: {
      gevraagdeHandeling: HANDELING.lezen,
      toelichting: [AANLEIDING, ...sender.remarks, ...remarks(mail)].join(' '),
    },
    triage: {
      ...(afzender === '' || afzender.length > LONGEST.afzender ? {} : { afzender }),
      mailbox: identity.mailbox,
      tekst: `${onderwerp}\n${newText}`,
    },
  };
}

interface Sender {
  readonly name: string;
  readonly address: MailAddress | undefined;
  readonly remarks: readonly string[];
}

/** From is the sender. Reply-To, then Sender stand in where From has no address or is our own (a web form's mail). */
function chooseSender(mail: Mail, eigenAdressen: readonly string[]): Sender {
  const usable = ({ address }: MailAddress) => address !== '' && !eigenAdressen.includes(address.toLowerCase());
  const from = mail.from.find(usable);
  const replyTo = mail.replyTo.find(usable);
  const other = replyTo ?? mail.sender.find(usable);
  const address = from ?? other ?? mail.from.find((one) => one.address !== '');
  const name = [address?.name, mail.from[0]?.name].find((one) => one !== undefined && one !== '') ?? '';
  const differs =
    from !== undefined && replyTo !== undefined && replyTo.address.toLowerCase() !== from.address.toLowerCase();
  return {
    name: name.includes('@') && name === address?.address ? '' : name,
    address,
    remarks: [
      ...(address === undefined ? [REMARKS.addressNone] : []),
      ...(from === undefined && replyTo !== undefined ? [REMARKS.replyToUsed] : []),
      ...(differs ? [REMARKS.replyToDiffers] : []),
      ...(address !== undefined && !isAcceptableAdres('email', address.address) ? [REMARKS.addressMissing] : []),
    ],
  };
}

/**
 * The one address in From, which is what receiving servers look at (SPF, DKIM, DMARC). Reply-To and Sender say what the
 * sender likes; of two addresses in From nobody checked both; and our own is everybody's whose form sends in our name.
 */
function cameFrom({ from: [sender], hasOneSender }: Mail, { eigenAdressen }: SenderIdentity): { van?: Contactadres } {
  const adres = sender?.address ?? '';
  const isSaid = hasOneSender && !eigenAdressen.includes(adres.toLowerCase()) && isAcceptableAdres('email', adres);
  return isSaid ? { van: { adres, soort: 'email' } } : {};
}

function toBetrokkene({ name, address }: Sender): InboundBetrokkene {
  const isGiven = address !== undefined && isAcceptableAdres('email', address.address);
  return {
    rol: 'klant',
    initiator: true,
    ...(name === '' ? {} : { naam: { volledig: name.slice(0, LONGEST.naam) } }),
    digitaleAdressen: isGiven ? [{ adres: address.address, soort: 'email', omschrijving: OMSCHRIJVING }] : [],
  };
}

function toDocuments(mail: Mail, input: NormaliseInput): InboundDocument[] {
  const title = safeFileName(cutText(mail.subject.slice(0, LONGEST.onderwerp).replace(/[/\\]/g, '-'), 80));
  return [
    {
      rol: 'origineel',
      bestandsnaam: title === '' ? 'E-mail.eml' : `${title}.eml`,
      formaat: 'message/rfc822',
      bron: { kind: 'message', messageUuid: input.uuid, size: input.size, sha256: input.sha256 },
    },
    ...mail.attachments.map(({ fileName, mediaType, bytes, sha256 }): InboundDocument => ({
      rol: 'bijlage',
      bestandsnaam: fileName,
      formaat: mediaType,
      bron: { kind: 'bytes', bytes, sha256 },
    })),
  ];
}

function remarks(mail: Mail): string[] {
  return [
    ...(mail.isDamaged ? [REMARKS.damaged] : []),
    ...(mail.attachments.some(({ mediaType }) => /ms-tnef$/.test(mediaType)) ? [REMARKS.tnef] : []),
    ...(mail.text === '' && mail.attachments.length > 0 ? [REMARKS.noText] : []),
    ...(mail.namesOther ? [REMARKS.namesOther] : []),
  ];
}
