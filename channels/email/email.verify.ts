import type { EmailLimits } from './email.config.ts';
import { unreadableMail } from './email.errors.ts';
import { scanHeaderBlock, type HeaderBlock } from './email.header-block.ts';
import { isNestedDeeperThan } from './email.mime-depth.ts';

const MEGABYTE = 1024 * 1024;
/** A mail over the limit is still kept whole up to this many times the limit: raising the limit can then bring it back. */
const KEEP_FACTOR = 4;
/** Of a mail beyond that only this much is kept; the mail itself stays where it is in the mailbox. */
export const PARTIAL_BYTES = 256 * 1024;

/**
 * Lines. 50 MB of base64 have 700,000, a table of numbers some millions; every line costs the parser the same, also an
 * empty one: 50 MB of line ends took it six seconds.
 */
const MOST_LINES = 5_000_000;
const LF = 10;

/** Bytes of the largest mail that is taken in whole. */
export const mostWholeBytes = ({ berichtMb }: EmailLimits): number => berichtMb * MEGABYTE * KEEP_FACTOR;

/** How much of a mail of this size (bytes) is taken in. */
export function verifySize(size: number, limits: EmailLimits): 'whole' | 'partial' {
  return size <= mostWholeBytes(limits) ? 'whole' : 'partial';
}

/**
 * Whether a mail is within the limits, before a parser gets it. E-mail proves nothing about its sender: authenticity is
 * not asked here. Throws `mail-empty`, `mail-too-large`, `mail-header-too-large`, `mail-too-many-lines` or `mail-too-deep` (unprocessable).
 */
export function verifyMail(raw: Buffer, originalSize: number, limits: EmailLimits): HeaderBlock {
  if (raw.byteLength === 0) throw unreadableMail('mail-empty');
  if (Math.max(originalSize, raw.byteLength) > limits.berichtMb * MEGABYTE) {
    throw unreadableMail('mail-too-large', { facts: { bytes: originalSize, limitMb: limits.berichtMb } });
  }
  const header = scanHeaderBlock(raw);
  if (header.lines > limits.kopregels || header.bodyStart > MEGABYTE) {
    throw unreadableMail('mail-header-too-large', { facts: { lines: header.lines, limit: limits.kopregels } });
  }
  if (hasMoreLinesThan(raw, MOST_LINES)) throw unreadableMail('mail-too-many-lines', { facts: { limit: MOST_LINES } });
  if (isNestedDeeperThan(raw, limits.mimeDiepte)) {
    throw unreadableMail('mail-too-deep', { facts: { limit: limits.mimeDiepte } });
  }
  return header;
}

function hasMoreLinesThan(raw: Buffer, limit: number): boolean {
  if (raw.byteLength <= limit) return false;
  let count = 0;
  for (let at = 0; at < raw.byteLength; at += 1) if (raw[at] === LF) count += 1;
  return count > limit;
}
