import type { z } from 'zod';
import type { ConfigProblem } from './config-problem.ts';

/** What a right value looks like, by the last name of its key. */
const EXAMPLES: Readonly<Record<string, string>> = {
  gemeente: 'Voorbeeldstad',
  host: 'mail.voorbeeldstad.example',
  port: '993',
  tls: 'true',
  user: 'info@voorbeeldstad.example',
  password: '"${INFO_IMAP_PASSWORD}"',
  naam: 'info',
  map: 'INBOX',
  naVerwerking: 'verplaatsen',
  verifyToken: '"${WHATSAPP_VERIFY_TOKEN}"',
  appSecret: '"${WHATSAPP_APP_SECRET}"',
  accessToken: '"${WHATSAPP_ACCESS_TOKEN}"',
  graphUrl: 'https://graph.facebook.com/v23.0',
  stilteSeconden: '300',
  maximumUren: '24',
  ocr: 'true',
  code: 'BURG',
  email: 'burgerzaken@voorbeeldstad.example',
  naar: 'BURG',
  als: '{ woorden: [paspoort] }',
  woorden: '[paspoort, rijbewijs]',
  afdelingen: '[{ code: KCC, naam: Klantcontactcentrum, email: kcc@voorbeeldstad.example }]',
  mailboxes:
    '[{ naam: info, imap: { host: mail.voorbeeldstad.example, port: 993, user: info, password: "${INFO_IMAP_PASSWORD}" } }]',
  imap: '{ host: mail.voorbeeldstad.example, port: 993, tls: true, user: info, password: "${INFO_IMAP_PASSWORD}" }',
  smtp: '{ host: mail.voorbeeldstad.example, port: 465, tls: true }',
  standaardWerkdagen: '2',
  klantcontactenDagen: '1825',
  origineelDagen: '365',
  apartDagen: '90',
  geparkeerdDagen: '365',
  auditDagen: '1825',
  metingen: '{ sha256: uitvoer van sha256sum }',
  sha256: 'de uitvoer van: printf %s "$TOKEN" | sha256sum',
  rechten: '[lezen]',
  eenheden: '[KCC]',
  kanalen: '[email, whatsapp]',
  vertrouwelijk: 'false',
  namens: '[f.jansen]',
  verlooptOp: '2027-06-30',
  perMinuut: '6000',
  rollen: '[kcc]',
  gebruikersnaam: 'f.jansen',
  proxies: '[loopback, 10.0.0.5]',
  wachtwoord: 'de uitvoer van: npm run intake -- wachtwoord',
};

/** The same name means something else there: by the names around it, innermost last. */
const EXAMPLES_AT: readonly (readonly [place: RegExp, example: string])[] = [
  [/smtp\.port$/, '465'],
  [/^kanalen\.brief\.map$/, './data/scans'],
  [/^afdelingen\[\d+\]\.naam$/, 'Klantcontactcentrum'],
  [/^audit\.(sleutel|eerdere)/, '"${file:/run/secrets/audit-sleutel}"'],
  [/^triage\.regels\[\d+\]\.naam$/, 'paspoort en rijbewijs'],
  [/^toegang\.accounts\[\d+\]\.naam$/, 'F. Jansen'],
  [/^toegang\.tokens\[\d+\]\.naam$/, 'kiss'],
];

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'tekst',
  number: 'een getal',
  int: 'een geheel getal',
  boolean: 'true of false',
  array: 'een lijst',
  object: 'een groep sleutels',
};

/** One complaint of zod as the operator reads it: in Dutch, at its key, without showing the value. */
export function problemsOfIssue(issue: z.core.$ZodIssue, prefix = ''): ConfigProblem[] {
  const key = prefix + issue.path.reduce<string>((path, part) => joinKey(path, part), '');
  const last = String(issue.path.findLast((part) => typeof part === 'string') ?? key);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => ({
      key: joinKey(key, name),
      wrong: 'deze sleutel bestaat niet',
      example: 'haal de sleutel weg of verbeter de spelling',
    }));
  }
  const example = EXAMPLES_AT.find(([place]) => place.test(key))?.[1] ?? EXAMPLES[last] ?? 'zie README.md';
  return [{ key: key === '' ? 'INTAKE_CONFIG' : key, wrong: describe(issue), example }];
}

function joinKey(path: string, part: PropertyKey): string {
  if (typeof part === 'number') return `${path}[${part}]`;
  // YAML takes a line that begins with a colon for a key without a name.
  const name = part === '' ? '""' : String(part);
  return path === '' ? name : `${path}.${name}`;
}

function describe(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `ontbreekt (verwacht ${nameOf(issue.expected)})`
        : `verwacht ${nameOf(issue.expected)}`;
    case 'too_small':
      return `te klein of te kort (minstens ${issue.minimum})`;
    case 'too_big':
      return `te groot of te lang (hoogstens ${issue.maximum})`;
    case 'invalid_value':
      return `verwacht een van: ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return issue.message.startsWith('Invalid') ? `heeft niet de vorm van ${issue.format}` : issue.message;
    default:
      return issue.message;
  }
}

const nameOf = (type: string) => TYPE_NAMES[type] ?? type;
