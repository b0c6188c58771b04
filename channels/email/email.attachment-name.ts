import { safeFileName } from '#domain/text/safe-file-name.ts';
import { toUtf8 } from './email.charset.ts';

/** Names for parts that came without one: what a Dutch reader would call them. */
const NAMES: Readonly<Record<string, string>> = {
  'message/rfc822': 'bericht.eml',
  'message/delivery-status': 'bezorgstatus.txt',
  'message/disposition-notification': 'leesbevestiging.txt',
  'text/calendar': 'uitnodiging.ics',
  'text/vcard': 'visitekaartje.vcf',
  'text/x-vcard': 'visitekaartje.vcf',
  'text/html': 'pagina.html',
  'text/plain': 'tekst.txt',
  'text/csv': 'tabel.csv',
  'text/rfc822-headers': 'kopregels.txt',
  'application/pdf': 'document.pdf',
  'application/ms-tnef': 'winmail.dat',
  'application/vnd.ms-tnef': 'winmail.dat',
  'application/pgp-signature': 'handtekening.asc',
  'application/pkcs7-signature': 'smime.p7s',
  'application/x-pkcs7-signature': 'smime.p7s',
  'application/zip': 'archief.zip',
  'application/json': 'gegevens.json',
  'application/xml': 'gegevens.xml',
  'application/msword': 'document.doc',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'document.docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'rekenblad.xlsx',
  'image/jpeg': 'afbeelding.jpg',
  'image/svg+xml': 'afbeelding.svg',
  'image/tiff': 'afbeelding.tif',
  'audio/mpeg': 'geluid.mp3',
  'video/mp4': 'video.mp4',
};
const KINDS: Readonly<Record<string, string>> = { image: 'afbeelding', audio: 'geluid', video: 'video', text: 'tekst' };

/** Safe name of the attachment at this place (from 0) of a mail, whatever the sender called it or did not. */
export function attachmentName(given: string | undefined, mediaType: string, place: number): string {
  const name = given === undefined ? '' : safeFileName(readable(given));
  return name === '' ? numbered(NAMES[mediaType] ?? nameOfKind(mediaType), place) : name;
}

/** A name in raw 8-bit bytes comes out of the parser as Latin-1. */
function readable(name: string): string {
  if (/[\u0100-\uffff]/.test(name) || !/[\u0080-\u00ff]/.test(name)) return name;
  return toUtf8(Buffer.from(name, 'latin1'), undefined).toString();
}

function nameOfKind(mediaType: string): string {
  const [kind = '', type = ''] = mediaType.split('/');
  const extension = /^[a-z0-9]{1,5}$/.test(type) ? `.${type}` : '';
  return `${KINDS[kind] ?? 'bijlage'}${extension}`;
}

function numbered(name: string, place: number): string {
  if (name === 'winmail.dat' || name === 'smime.p7s') return name;
  const dot = name.lastIndexOf('.');
  return dot === -1 ? `${name}-${place + 1}` : `${name.slice(0, dot)}-${place + 1}${name.slice(dot)}`;
}
