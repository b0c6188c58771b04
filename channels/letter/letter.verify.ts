import type { LetterLimits } from './letter.config.ts';
import { unreadableLetter } from './letter.errors.ts';
import type { DocumentMediaType } from './reading/document-reading.ts';
import { sniffMediaType } from './reading/sniff-media-type.ts';

const MEGABYTE = 1024 * 1024;
/** Of a file over the limit only this much is taken in; the file itself is kept in `mislukt/`. */
export const PARTIAL_BYTES = 256 * 1024;

export const isWithinSize = (size: number, { bestandMb }: LetterLimits) => size <= bestandMb * MEGABYTE;

/**
 * What kind of document a scan is, before anything is decoded. Whoever can write in the scan folder is trusted, so
 * authenticity is not asked here. Throws `document-empty`, `document-too-large` or `document-type-unsupported`.
 */
export function verifyScan(raw: Uint8Array, originalSize: number, limits: LetterLimits): DocumentMediaType {
  if (raw.byteLength === 0) throw unreadableLetter('document-empty');
  if (!isWithinSize(Math.max(originalSize, raw.byteLength), limits)) {
    throw unreadableLetter('document-too-large', { facts: { bytes: originalSize, limitMb: limits.bestandMb } });
  }
  const mediaType = sniffMediaType(raw);
  if (mediaType === null) throw unreadableLetter('document-type-unsupported');
  return mediaType;
}
