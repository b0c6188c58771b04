import { createHash } from 'node:crypto';
import type { FormKanaal } from '#application/ports/form-intake.ts';

/** Key of a submission: two sources may use the same id for different things, one source may not. */
export const formKey = (kanaal: FormKanaal, bron: string, inzendingId: string) =>
  `form:${kanaal}:${bron}:${inzendingId}`;

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
