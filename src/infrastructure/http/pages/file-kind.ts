/** What people call a file by its media type. */
const SOORTEN: Readonly<Record<string, string>> = {
  'message/rfc822': 'e-mail',
  'application/pdf': 'PDF',
  'application/json': 'gegevens (JSON)',
  'application/zip': 'zip-bestand',
  'application/msword': 'Word-document',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word-document',
  'application/vnd.ms-excel': 'Excel-bestand',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel-bestand',
  'application/vnd.oasis.opendocument.text': 'OpenDocument-tekst',
  'text/plain': 'tekst',
  'text/html': 'webpagina',
  'text/calendar': 'agenda-afspraak',
  'text/vcard': 'adreskaartje',
};
const GROEPEN: Readonly<Record<string, string>> = { image: 'afbeelding', audio: 'geluid', video: 'video' };

/** `PDF`, `afbeelding (PNG)`; a type that nobody has a word for is shown as it is. */
export function fileKind(formaat: string): string {
  const type = formaat.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const known = Object.hasOwn(SOORTEN, type) ? SOORTEN[type] : undefined;
  const [group = '', kind = ''] = type.split('/');
  const word = Object.hasOwn(GROEPEN, group) ? GROEPEN[group] : undefined;
  return known ?? (word === undefined ? type : `${word} (${kind.replace(/^x-|\+.*$/g, '').toUpperCase()})`);
}
