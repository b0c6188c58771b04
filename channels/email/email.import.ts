import type { AcceptMessages } from '#application/accept-messages.ts';
import type { IntakeBound } from '#application/intake-bound.ts';
import type { Clock } from '#application/ports/clock.ts';
import { createChunkedAccept } from './email.chunked-accept.ts';
import type { EmailLimits } from './email.config.ts';
import { toNewMessage } from './email.new-message.ts';
import { readStoredMails, type MailFile } from './email.stored-mails.ts';
import { mostWholeBytes, PARTIAL_BYTES } from './email.verify.ts';

export interface ImportDeps {
  readonly accept: AcceptMessages;
  readonly clock: Clock;
  readonly bound: IntakeBound;
  /** Waits until there may be room again. */
  readonly pause: () => Promise<void>;
  /** Bytes of each mail that was read. */
  readonly onRead: (bytes: number) => void;
}

export interface ImportOptions {
  /** `naam` of the mailbox that these mails belong to: what it took in before is known by that. */
  readonly mailbox: string;
  readonly limits: EmailLimits;
  readonly signal: AbortSignal;
}

export interface ImportCounts {
  /** New in the ledger. */
  readonly fresh: number;
  readonly known: number;
  /** Too large to be kept whole: taken in by their beginning and parked, to be looked up in their file. */
  readonly partial: number;
}

/**
 * Takes in the mails of one file as if they came out of the mailbox: durable in chunks, each with its job, and never
 * faster than the bound allows. What the mailbox took in before is known, so doing it again changes nothing. Stops after
 * a chunk when the signal says so. Throws what the file system throws, and transient Failures of the ledger.
 */
export async function importMailFile(
  file: MailFile,
  { accept, clock, bound, pause, onRead }: ImportDeps,
  { mailbox, limits, signal }: ImportOptions,
): Promise<ImportCounts> {
  const counts = { fresh: 0, known: 0, partial: 0 };
  const counting: AcceptMessages = async (messages) => {
    while ((await bound.room()) === 0 && !signal.aborted) await pause();
    const accepted = await accept(messages);
    const fresh = accepted.filter(({ isNew }) => isNew).length;
    bound.add(fresh);
    counts.fresh += fresh;
    counts.known += accepted.length - fresh;
    return accepted;
  };
  const chunks = createChunkedAccept(counting, () => Promise.resolve());
  const place = { mailbox, folder: 'import', uidValidity: file.file };
  const kept = { mostBytes: mostWholeBytes(limits), partialBytes: PARTIAL_BYTES };
  for await (const { raw, size, place: uid, arrivedAt } of readStoredMails(file, kept)) {
    if (signal.aborted) break;
    const isWhole = raw.byteLength === size;
    if (!isWhole) counts.partial += 1;
    const mail = { uid, raw, internalDate: arrivedAt, ...(isWhole ? {} : { originalSize: size }) };
    await chunks.add({ uid, message: await toNewMessage(place, mail, clock.now()) });
    onRead(size);
  }
  await chunks.finish();
  return counts;
}
