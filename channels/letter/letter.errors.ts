import { transient, unprocessable, type Failure, type FailureFacts } from '#domain/failure/failure.ts';

type Options = { facts?: FailureFacts; cause?: unknown };

/** Scans that can never be read as they are: parked, with a task for a person. In Dutch what `<naam>.fout.json` says. */
const UNREADABLE = {
  'document-empty': ['The scan has no bytes', 'Het bestand is leeg.'],
  'document-type-unsupported': ['The scan is no PDF, TIFF, JPEG or PNG', 'Dit is geen PDF, TIFF, JPEG of PNG.'],
  'document-corrupt': ['The scan cannot be opened', 'Het bestand is beschadigd en kan niet worden geopend.'],
  'document-encrypted': ['The PDF opens only with a password', 'De PDF opent alleen met een wachtwoord.'],
  'document-too-large': [
    'The scan is larger than the limit kanalen.brief.limieten.bestandMb',
    'Het bestand is groter dan de ingestelde limiet (kanalen.brief.limieten.bestandMb).',
  ],
  'document-too-many-pages': [
    'The scan has more pages than the limit kanalen.brief.limieten.paginas',
    'Het document heeft meer bladzijden dan de ingestelde limiet (kanalen.brief.limieten.paginas).',
  ],
  'image-too-large': [
    'A page has more pixels than the limit kanalen.brief.limieten.megapixels',
    'Een bladzijde heeft meer beeldpunten dan de ingestelde limiet (kanalen.brief.limieten.megapixels).',
  ],
  'document-reader-crashed': [
    'The reader broke down on this scan',
    'Het programma kan dit bestand niet lezen; het bestand zelf kan goed zijn.',
  ],
} as const;
export type UnreadableCode = keyof typeof UNREADABLE;

/** The scan folder does not co-operate: everything stays where it is and is tried again. */
const FOLDER = {
  'scan-folder-missing': 'The scan folder cannot be made: check kanalen.brief.map',
  'scan-folder-not-readable': 'The scan folder cannot be read: give the program read rights on kanalen.brief.map',
  'scan-folder-not-writable': 'Scans cannot be moved: give the program write rights on kanalen.brief.map',
  'scan-folder-full': 'The disk of the scan folder is full: make room',
  'scan-folder-failed': 'The scan folder does not work: see the code of the system',
} as const;
export type FolderCode = keyof typeof FOLDER;

export const unreadableLetter = (code: UnreadableCode, options?: Options): Failure =>
  unprocessable(code, UNREADABLE[code][0], options);

/** The same for people who have to mend it. */
export const UNREADABLE_UITLEG: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(UNREADABLE).map(([code, [, uitleg]]) => [code, uitleg]),
);

/** Why a scan was not read, in a Dutch sentence for the post room. */
export function explainUnreadable(code: string): string {
  return code in UNREADABLE
    ? UNREADABLE[code as UnreadableCode][1]
    : 'Het programma kon dit bestand niet lezen; een medewerker heeft een taak om het te bekijken.';
}

const CODES: Readonly<Record<string, FolderCode>> = {
  ENOENT: 'scan-folder-missing',
  ENOTDIR: 'scan-folder-missing',
  EACCES: 'scan-folder-not-readable',
  EPERM: 'scan-folder-not-readable',
  ENOSPC: 'scan-folder-full',
  EDQUOT: 'scan-folder-full',
  EROFS: 'scan-folder-not-writable',
};

/** A file system's error as the operator must see it; `writing` tells rights to read and to write apart. */
export function folderFailure(thrown: unknown, writing: boolean): Failure {
  const errno = (thrown as NodeJS.ErrnoException | undefined)?.code ?? '';
  const known = CODES[errno] ?? 'scan-folder-failed';
  const code = writing && known === 'scan-folder-not-readable' ? 'scan-folder-not-writable' : known;
  return transient(code, FOLDER[code], { facts: { errno }, cause: thrown });
}
