import type { AcceptMessages } from '#application/accept-messages.ts';
import type { IntakeBound } from '#application/intake-bound.ts';
import type { Clock } from '#application/ports/clock.ts';
import type { MailboxCursorStore } from '#application/ports/mailbox-cursor-store.ts';
import type { MessageStore } from '#application/ports/message-store.ts';
import { createChunkedAccept } from './email.chunked-accept.ts';
import type { EmailLimits } from './email.config.ts';
import type { MailboxFolder } from './email.mailbox-folder.ts';
import { toLocation, toNewMessage } from './email.new-message.ts';
import { UidProgress } from './email.uid-progress.ts';
import { PARTIAL_BYTES, verifySize } from './email.verify.ts';
import { toWindows, type ListedMessage } from './email.windows.ts';

/** A mail above this is fetched by itself, in parts. */
const LARGE_BYTES = 4 * 1024 * 1024;

export interface TakeInDeps {
  readonly accept: AcceptMessages;
  readonly messages: Pick<MessageStore, 'findLocations'>;
  readonly cursors: MailboxCursorStore;
  readonly clock: Clock;
  /** Without it everything that lies in the folder is taken in. */
  readonly bound?: IntakeBound | undefined;
}

export interface TakeInOptions {
  readonly limits: EmailLimits;
  /** Look in the ledger first, and only move or mark what it knows. Needed wherever the cursor does not say enough. */
  readonly skipKnown: boolean;
  readonly signal: AbortSignal;
}

export interface TakenIn {
  readonly cursor: number;
  /** Messages accepted in this round, new or known. */
  readonly accepted: number;
  /** Announced, not handed over, and still in the folder: to be asked again. */
  readonly unreadable: number;
  /** The server refused to move or mark some of them: to be tried again. */
  readonly unsettled: number;
  /** False when it stopped before the end of the list. */
  readonly complete: boolean;
}

/**
 * Takes in listed messages of a folder: streamed, durable in chunks, the cursor saved, and only then moved or marked.
 * Stops between two chunks when the signal says so. Throws when the connection or the ledger fails; then everything
 * that is not durable is still where it was, and what is durable is recognised next time.
 */
export async function takeIn(
  folder: MailboxFolder,
  listed: readonly ListedMessage[],
  from: number,
  deps: TakeInDeps,
  options: TakeInOptions,
): Promise<TakenIn> {
  const progress = new UidProgress(
    from,
    listed.map(({ uid }) => uid).filter((uid) => uid > from),
  );
  let saved = from;
  let accepted = 0;
  let unreadable = 0;
  let unsettled = 0;
  let complete = true;
  for (const listedWindow of toWindows(listed)) {
    const window = listedWindow.slice(0, options.signal.aborted ? 0 : await room());
    complete = window.length === listedWindow.length;
    if (window.length === 0) break;
    const known = options.skipKnown ? await findKnown(window) : new Set<number>();
    const durable = new Set(known);
    await markDone(known);
    const wanted = window.filter(({ uid }) => !known.has(uid));
    await stream(wanted, async (uids) => {
      for (const uid of uids) durable.add(uid);
      accepted += uids.length;
      deps.bound?.add(uids.length);
      await markDone(uids);
    });
    // What is durable and not moved yet is found at the next start.
    if (options.signal.aborted) break;
    unreadable += await lookForMissing(wanted, durable);
    const ready = window.filter((message) => durable.has(message.uid) && isWhole(message)).map(({ uid }) => uid);
    if (!(await folder.settle(ready))) unsettled += ready.length;
    if (!complete) break;
  }
  return { cursor: progress.cursor, accepted, unreadable, unsettled, complete };

  /** Asked before each window: what is not fetched yet lies well where it is. */
  async function room(): Promise<number> {
    return (await deps.bound?.room()) ?? Infinity;
  }

  /** A mail of which only the beginning is kept stays in the folder: nobody else has the rest. */
  function isWhole({ size }: ListedMessage): boolean {
    return verifySize(size, options.limits) === 'whole';
  }

  async function markDone(uids: Iterable<number>): Promise<void> {
    progress.markDone(uids);
    if (progress.cursor <= saved) return;
    saved = progress.cursor;
    await deps.cursors.save({ ...folder.place, lastUid: saved });
  }

  /**
   * By place and size. A place alone proves nothing: a mailbox that was restored at its server uses numbers again, and of
   * a mail beyond the limit only the beginning was taken in. What is fetched without need is recognised by its key.
   */
  async function findKnown(window: readonly ListedMessage[]): Promise<Set<number>> {
    const places = new Map(window.map((one) => [toLocation(folder.place, one.uid), one]));
    const found = await deps.messages.findLocations([...places.keys()]);
    return new Set([...places].filter(([place, { size }]) => found.get(place) === size).map(([, { uid }]) => uid));
  }

  async function stream(wanted: readonly ListedMessage[], onAccepted: (uids: readonly number[]) => Promise<void>) {
    const chunks = createChunkedAccept(deps.accept, onAccepted);
    const whole = wanted.filter(isWhole);
    const together = whole.filter(({ size }) => size <= LARGE_BYTES);
    if (together.length > 0) await streamSources(together, undefined);
    for (const { uid, size } of whole.filter((message) => message.size > LARGE_BYTES)) {
      if (options.signal.aborted) break;
      // What was gathered goes first: a large mail is in memory by itself.
      await chunks.finish();
      const mail = await folder.readLarge(uid, size);
      if (mail?.source !== undefined) await addToChunk(mail.uid, mail.source, mail.internalDate, undefined);
      await chunks.finish();
    }
    for (const large of wanted.filter((message) => !isWhole(message))) await streamSources([large], PARTIAL_BYTES);
    await chunks.finish();

    async function addToChunk(
      uid: number,
      raw: Uint8Array,
      internalDate: Date | string | undefined,
      originalSize: number | undefined,
    ) {
      const mail = { uid, raw, internalDate, ...(originalSize === undefined ? {} : { originalSize }) };
      await chunks.add({ uid, message: await toNewMessage(folder.place, mail, deps.clock.now()) });
    }

    async function streamSources(messages: readonly ListedMessage[], mostBytes: number | undefined) {
      const sizes = new Map(messages.map(({ uid, size }) => [uid, size]));
      for await (const { uid, source, internalDate } of folder.stream([...sizes.keys()], mostBytes)) {
        const originalSize = mostBytes === undefined ? undefined : sizes.get(uid);
        if (source === undefined || (source.byteLength === 0 && sizes.get(uid) !== 0)) continue;
        await addToChunk(uid, source, internalDate, originalSize);
        if (options.signal.aborted) break;
      }
    }
  }

  /** What was listed and did not come is either gone, taken by another reader or person, or cannot be read yet. */
  async function lookForMissing(wanted: readonly ListedMessage[], durable: ReadonlySet<number>): Promise<number> {
    const missing = wanted.map(({ uid }) => uid).filter((uid) => !durable.has(uid));
    if (missing.length === 0) return 0;
    const present = await folder.findPresent(missing);
    await markDone(missing.filter((uid) => !present.has(uid)));
    return present.size;
  }
}
