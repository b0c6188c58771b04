import type { ImapFlow } from 'imapflow';
import type { StreamedMail } from './email.mailbox-folder.ts';

const PART_BYTES = 512 * 1024;

/**
 * A large source by partial FETCHes (RFC 9051 section 6.4.5) into memory of the announced size: the library gathers and
 * joins what one FETCH brings, which would hold it twice. The announced size may be wrong (Exchange counts otherwise):
 * it ends at a part that is not full, and before the announced size only at an empty one. Undefined when the message is not handed over.
 */
export async function readInParts(client: ImapFlow, uid: number, size: number): Promise<StreamedMail | undefined> {
  let whole = Buffer.allocUnsafe(size + 1);
  let length = 0;
  let internalDate: Date | string | undefined;
  for (;;) {
    const part = await client.fetchOne(
      String(uid),
      { uid: true, internalDate: true, source: { start: length, maxLength: PART_BYTES } },
      { uid: true },
    );
    if (part === false) return undefined;
    ({ internalDate } = part);
    const bytes = part.source ?? Buffer.alloc(0);
    if (length + bytes.byteLength > whole.byteLength) {
      whole = Buffer.concat([whole.subarray(0, length)], length + Math.max(PART_BYTES, bytes.byteLength));
    }
    bytes.copy(whole, length);
    length += bytes.byteLength;
    const isLast = bytes.byteLength === 0 || (bytes.byteLength < PART_BYTES && length >= size);
    if (isLast) return length === 0 ? undefined : { uid, source: whole.subarray(0, length), internalDate };
  }
}
