import type { AcceptMessages, HandedOver } from '#application/accept-messages.ts';
import type { Clock } from '#application/ports/clock.ts';
import type { Log } from '#application/ports/log.ts';
import type { NewMessage } from '#application/ports/message-store.ts';
import type { LetterConfig } from './letter.config.ts';
import { inParallel } from './letter.in-parallel.ts';
import { toNewMessage } from './letter.new-message.ts';
import type { FoundScan } from './letter.scan-folder.ts';
import type { Troubles } from './letter.troubles.ts';

export interface TakeInDeps {
  readonly accept: AcceptMessages;
  readonly clock: Clock;
  readonly log: Log;
}

export interface TakenIn {
  /** With what the ledger said of them. */
  readonly accepted: readonly { scan: FoundScan; handed: HandedOver }[];
  /** They changed while they were read. */
  readonly changed: readonly FoundScan[];
}

/** Scans that share a write and a job, so that they are registered together: many small ones, or one large one. */
const MOST_TOGETHER = 20;
const MOST_BYTES = 4 * 1024 * 1024;
const READ_AT_ONCE = 8;

/**
 * With recognition on a letter may take minutes: it has a job of its own, so that its neighbour does not wait for it
 * and a program that stops has no more than one to finish.
 */
export function toChunks(scans: readonly FoundScan[], { ocr }: Pick<LetterConfig, 'ocr'>): FoundScan[][] {
  const most = ocr ? 1 : MOST_TOGETHER;
  const chunks: FoundScan[][] = [];
  let bytes = 0;
  for (const scan of scans) {
    const last = chunks.at(-1);
    if (last === undefined || last.length >= most || bytes + scan.size > MOST_BYTES) {
      chunks.push([scan]);
      bytes = scan.size;
    } else {
      last.push(scan);
      bytes += scan.size;
    }
  }
  return chunks;
}

/** Reads the scans of one chunk and makes them durable. Throws as the ledger does; nothing is known of them then. */
export async function takeIn(
  chunk: readonly FoundScan[],
  { limieten }: LetterConfig,
  { accept, clock, log }: TakeInDeps,
  troubles: Troubles,
): Promise<TakenIn> {
  const read = new Map<FoundScan, NewMessage | undefined>();
  await inParallel(chunk, READ_AT_ONCE, async (scan) => {
    const done = await troubles.guard(scan.relative, false, () => toNewMessage(scan, limieten, clock.now()));
    if (done !== undefined) read.set(scan, done.value);
  });
  const complete = chunk.filter((scan) => read.get(scan) !== undefined);
  const messages = complete.flatMap((scan) => read.get(scan) ?? []);
  const handed = messages.length === 0 ? [] : await accept(messages);
  const accepted = complete.flatMap((scan, index) => {
    const one = handed[index];
    return one === undefined ? [] : [{ scan, handed: one }];
  });
  for (const { scan, handed: one } of accepted) {
    log.info({ message: one.uuid, bytes: scan.size, isNew: one.isNew }, 'scan-accepted');
  }
  return { accepted, changed: chunk.filter((scan) => read.has(scan) && read.get(scan) === undefined) };
}
