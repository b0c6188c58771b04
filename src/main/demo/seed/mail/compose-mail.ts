export interface Attachment {
  readonly naam: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface MailParts {
  readonly van: { readonly naam: string; readonly adres: string };
  readonly aan: string;
  /** Absent: the mail has no Subject at all. */
  readonly onderwerp?: string;
  readonly messageId: string;
  readonly datum: Date;
  readonly kop?: Readonly<Record<string, string>>;
  readonly tekst?: string;
  readonly html?: string;
  readonly bijlagen?: readonly Attachment[];
}

/** A mail as a mail program sends it (RFC 5322, 2045, 2047); the same parts give the same bytes. */
export function composeMail(mail: MailParts): Buffer {
  const { van, aan, onderwerp, messageId, datum, kop = {} } = mail;
  const header = {
    From: `${encodeWord(van.naam)} <${van.adres}>`,
    To: aan,
    ...(onderwerp === undefined ? {} : { Subject: encodeWord(onderwerp) }),
    Date: datum.toUTCString().replace('GMT', '+0000'),
    'Message-ID': `<${messageId}>`,
    ...kop,
    'MIME-Version': '1.0',
  };
  const lines = Object.entries(header).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from([...lines, ...bodyOf(mail)].join('\r\n') + '\r\n');
}

function bodyOf({ tekst, html, bijlagen = [], messageId }: MailParts): string[] {
  const texts = [
    ...(tekst === undefined ? [] : [textPart('text/plain', tekst)]),
    ...(html === undefined ? [] : [textPart('text/html', html)]),
  ];
  const body =
    texts.length === 2 ? multipart('alternative', texts, messageId) : (texts[0] ?? textPart('text/plain', ''));
  return bijlagen.length === 0 ? body : multipart('mixed', [body, ...bijlagen.map(attachmentPart)], messageId);
}

/** A line of base64 has at most 76 characters (RFC 2045, 6.8). */
const base64Lines = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString('base64')
    .match(/.{1,76}/g) ?? [];

const textPart = (mediaType: string, text: string) => [
  `Content-Type: ${mediaType}; charset=utf-8`,
  'Content-Transfer-Encoding: base64',
  '',
  ...base64Lines(Buffer.from(text.replace(/\n/g, '\r\n'))),
];

const attachmentPart = ({ naam, mediaType, bytes }: Attachment) => [
  `Content-Type: ${mediaType}; name="${naam}"`,
  `Content-Disposition: attachment; filename="${naam}"`,
  'Content-Transfer-Encoding: base64',
  '',
  ...base64Lines(bytes),
];

export function multipart(kind: string, parts: readonly (readonly string[])[], seed: string): string[] {
  const boundary = `${kind.replace(/\W.*/, '')}-${Buffer.from(seed).toString('hex').slice(0, 24)}`;
  return [
    `Content-Type: multipart/${kind}; boundary="${boundary}"`,
    '',
    ...parts.flatMap((part) => [`--${boundary}`, ...part]),
    `--${boundary}--`,
  ];
}

/** RFC 2047: one encoded word holds at most 75 characters, so a long text becomes several. */
function encodeWord(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words = [...text].reduce<string[]>((parts, character) => {
    const last = parts.at(-1) ?? '';
    return Buffer.byteLength(last + character) > 42 || parts.length === 0
      ? [...parts, character]
      : [...parts.slice(0, -1), last + character];
  }, []);
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ');
}
