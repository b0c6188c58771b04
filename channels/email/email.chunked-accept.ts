import type { AcceptMessages } from '#application/accept-messages.ts';
import type { NewMessage } from '#application/ports/message-store.ts';

/** Messages that become durable together: one round trip and one job for all of them. */
const CHUNK_MESSAGES = 100;
const CHUNK_BYTES = 8 * 1024 * 1024;

export interface TakenMessage {
  readonly uid: number;
  readonly message: NewMessage;
}

export interface ChunkedAccept {
  /** Resolves when there is room: at most one chunk is under way while the next one fills. */
  add(taken: TakenMessage): Promise<void>;
  /** Accepts what is left; resolves when everything added is durable. */
  finish(): Promise<void>;
}

/**
 * Gathers messages and has them accepted in chunks, so that a stream of many costs little and a lone one does not wait.
 * `onAccepted` hears which UIDs are durable, in order, one chunk at a time. A failure comes out of the next call.
 */
export function createChunkedAccept(
  accept: AcceptMessages,
  onAccepted: (uids: readonly number[]) => Promise<void>,
): ChunkedAccept {
  let chunk: TakenMessage[] = [];
  let bytes = 0;
  let underWay: Promise<void> = Promise.resolve();

  return {
    async add(taken) {
      chunk.push(taken);
      bytes += taken.message.raw.byteLength;
      if (chunk.length >= CHUNK_MESSAGES || bytes >= CHUNK_BYTES) await send();
    },
    async finish() {
      if (chunk.length > 0) await send();
      await underWay;
    },
  };

  async function send(): Promise<void> {
    const sending = chunk;
    chunk = [];
    bytes = 0;
    await underWay;
    underWay = acceptChunk(sending);
    // It is awaited by the next call; until then Node must not call it unhandled.
    underWay.catch(() => undefined);
  }

  async function acceptChunk(sending: readonly TakenMessage[]): Promise<void> {
    await accept(sending.map(({ message }) => message));
    await onAccepted(sending.map(({ uid }) => uid));
  }
}
