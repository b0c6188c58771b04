import { createHash } from 'node:crypto';
import { LIMITS } from '#domain/klantcontact/klantcontact.schema.ts';
import { characterCount } from '#domain/text/cut-text.ts';

/** The whole answer as a document, when it is longer than `inhoud` may be: cut text is never all there is. */
export function answerDocuments(antwoord: string) {
  if (characterCount(antwoord) <= LIMITS.inhoud) return [];
  const bytes = new TextEncoder().encode(antwoord);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const bron = { kind: 'bytes', bytes, sha256 } as const;
  return [{ rol: 'bijlage', bestandsnaam: 'Antwoord.txt', formaat: 'text/plain', bron } as const];
}
