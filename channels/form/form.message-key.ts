import { createHash } from 'node:crypto';
import { FORM_KANALEN, type FormKanaal } from '#application/ports/form-intake.ts';

/** Key of a submission: two sources may use the same id for different things, one source may not. */
export const formKey = (kanaal: FormKanaal, van: FormSenderName, inzendingId: string) =>
  `${keyStart(kanaal, van)}${inzendingId}`;

/** Whether a message with this key was sent by this program. */
export const isKeyOf = (key: string, van: FormSenderName): boolean =>
  FORM_KANALEN.some((kanaal) => key.startsWith(keyStart(kanaal, van)));

type FormSenderName = { readonly soort: 'scherm' } | { readonly soort: 'programma'; readonly naam: string };

const keyStart = (kanaal: FormKanaal, van: FormSenderName) => `form:${kanaal}:${bronOf(van)}:`;

/**
 * The name of a token as a part of a key. A colon in it is written otherwise, or a token `a:b` could use the ids of a
 * token `a`; and none is taken for our own pages.
 */
export function bronOf(van: FormSenderName): string {
  if (van.soort === 'scherm') return SCHERM;
  const bron = van.naam.replaceAll(/[%:]/g, encodeURIComponent);
  return bron === SCHERM ? `%${SCHERM}` : bron;
}
const SCHERM = 'scherm';

/** SHA-256 (hex) over a JSON value, whatever the order of its keys: a client that sends again may serialise again. */
export function contentSha256(contents: unknown): string {
  return createHash('sha256').update(canonicalJson(contents)).digest('hex');
}

/** JSON with sorted keys and no white space. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
