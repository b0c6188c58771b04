import { findAddressee } from '#domain/letter/find-addressee.ts';
import { findLetterSubject } from '#domain/letter/find-letter-subject.ts';
import { findReturnAddress, type ReturnAddress } from '#domain/letter/find-return-address.ts';
import type { DocumentMediaType, DocumentReading } from './reading/document-reading.ts';
import { readDocument, type ReadingOptions } from './reading/read-document.ts';

/** A letter as read. What was found is null when it does not stand there, or not clearly enough. */
export interface Letter {
  readonly reading: DocumentReading;
  readonly onderwerp: string | null;
  readonly geadresseerde: string | null;
  readonly afzender: ReturnAddress | null;
}

/** Throws unprocessable Failures for what cannot be opened; see readDocument. */
export async function parseLetter(
  raw: Uint8Array,
  mediaType: DocumentMediaType,
  options: ReadingOptions,
): Promise<Letter> {
  const reading = await readDocument(raw, mediaType, options);
  // Nothing is concluded from a text that a person cannot trust either.
  if (!reading.legible) return { reading, onderwerp: null, geadresseerde: null, afzender: null };
  const { text } = reading;
  const afzender = findReturnAddress(text);
  return {
    reading,
    onderwerp: findLetterSubject(text),
    geadresseerde: findAddressee(text),
    afzender: afzender !== null && isCertain(afzender, reading) ? afzender : null,
  };
}

/** A doubtful digit in a street number or a postcode sends an answer to the neighbours. */
function isCertain({ straatregel, postcode }: ReturnAddress, { pages }: DocumentReading): boolean {
  const address = new Set(`${straatregel} ${postcode} ${postcode.replace(' ', '')}`.split(' '));
  return !pages.some(({ doubtfulWords = [] }) =>
    doubtfulWords.some((word) => /\d/.test(word) && address.has(bare(word))),
  );
}

const bare = (word: string) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
