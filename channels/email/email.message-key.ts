import { createHash, type Hash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { LONGEST_ID } from '#domain/inbound-message/reference.ts';
import { asideSigns } from './email.aside-signs.ts';
import { fieldValue, scanHeaderBlock, type HeaderBlock } from './email.header-block.ts';

export interface MailFingerprint {
  /** Unique key of the message: mailbox, Message-ID and content. At most 200 characters. */
  readonly key: string;
  /** Message-ID with and without its angle brackets, only with them when it has no `@`; empty when there is none. */
  readonly aliases: readonly string[];
  /** SHA-256 (hex) of all bytes as received. */
  readonly sha256: string;
}

/**
 * What the sender wrote. Trace headers (Received, DKIM-Signature, X-...) differ between two deliveries of one mail; only
 * those by which a mail is kept aside count beside these.
 */
const CONTENT_HEADERS = ['from', 'to', 'subject', 'date', 'message-id'] as const;
const CHUNK = 64 * 1024;
/** Hashing goes on after the event loop had its turn: a mail of 50 MB may not hold up the others. */
const TURN = 2 * 1024 * 1024;
const LF = 10;
const CR = 13;

/**
 * Who this message is, from its own bytes. The same mail delivered or uploaded twice to one mailbox has one key; the
 * same Message-ID with other content is another message, and so is the same mail in another mailbox.
 */
export async function fingerprintMail(mailbox: string, raw: Uint8Array): Promise<MailFingerprint> {
  const header = scanHeaderBlock(raw);
  const whole = createHash('sha256');
  const content = createHash('sha256');
  for (const name of CONTENT_HEADERS) content.update(`${name}:${oneLine(fieldValue(header, name))}\n`, 'latin1');
  content.update(asideSigns(header), 'latin1');
  const id = messageId(header);
  // Nothing of it says when or by whom it was made, perhaps it is no mail at all: then every byte counts. Twice the
  // same question is better than one of two lost.
  const start = id === undefined && fieldValue(header, 'date') === undefined ? 0 : header.bodyStart;
  whole.update(raw.subarray(0, start));
  await hashContent(raw, start, whole, content);
  const idPart = id === undefined ? '-' : createHash('sha256').update(id).digest('hex').slice(0, 32);
  return {
    key: `email:${mailbox}:${idPart}:${content.digest('hex')}`,
    aliases: id === undefined || id.length > LONGEST_ID ? [] : aliasesOf(id),
    sha256: whole.digest('hex'),
  };
}

/** A sender may write anything for a Message-ID: without an `@` it could be a nummer of ours, or the name of a scan. */
const aliasesOf = (id: string) => (id.includes('@') ? [`<${id}>`, id] : [`<${id}>`]);

const oneLine = (value: string | undefined) => (value ?? '').replace(/\s+/g, ' ');

function messageId(header: HeaderBlock): string | undefined {
  const value = fieldValue(header, 'message-id') ?? '';
  const id = /<([^<>]+)>/.exec(value)?.[1] ?? value;
  return id.trim() === '' ? undefined : id.trim();
}

/** Line ends count as LF, and empty lines at the end do not count: servers and clients change both. */
async function hashContent(raw: Uint8Array, start: number, whole: Hash, content: Hash): Promise<void> {
  const end = await withoutLineEnds(raw, start);
  const scratch = Buffer.allocUnsafe(Math.min(CHUNK, Math.max(end - start, 0)));
  for (let at = start; at < end; at += CHUNK) {
    const stop = Math.min(at + CHUNK, end);
    whole.update(raw.subarray(at, stop));
    content.update(scratch.subarray(0, copyWithLf(raw, at, stop, scratch)));
    if ((at - start) % TURN === TURN - CHUNK) await nextTurn();
  }
  whole.update(raw.subarray(end));
}

async function withoutLineEnds(raw: Uint8Array, start: number): Promise<number> {
  let end = raw.byteLength;
  while (end > start && (raw[end - 1] === LF || raw[end - 1] === CR)) {
    end -= 1;
    if (end % TURN === 0) await nextTurn();
  }
  return end;
}

function copyWithLf(raw: Uint8Array, start: number, stop: number, target: Buffer): number {
  let length = 0;
  for (let at = start; at < stop; at += 1) {
    const byte = raw[at] ?? 0;
    if (byte === CR && raw[at + 1] === LF) continue;
    target[length] = byte;
    length += 1;
  }
  return length;
}
