import type { Readable } from 'node:stream';
import type { HttpError } from '../errors/http-error.ts';
import { bodiesFull, bodyBroken, bodyTooLarge, bodyTooSlow } from './body-errors.ts';
import { createBodyPlaces, type BodyPlaces, type Place } from './body-places.ts';
import { createGrowingBytes } from './growing-bytes.ts';

export interface BodyBounds {
  /** Bytes of one body; 413 above it. */
  readonly perBody: number;
  /** Bytes of all large bodies that are coming in at once. */
  readonly together: number;
  /** Milliseconds for one body from its head to its last byte; 408 after them. */
  readonly withinMs: number;
  /** After this grace a body must have had so many bytes for every second of its being there; 408 for what has not. */
  readonly pace?: { readonly graceMs: number; readonly bytesPerSecond: number };
}

export interface BodyFacts {
  /** Whose room it takes. */
  readonly from: string;
  /** As its head says; undefined for one that comes in chunks. */
  readonly length: number | undefined;
  /** A sender that has shown to be no friend gets by with one large body, and few small ones. */
  readonly isSuspect?: boolean;
}
export type ReadBody = (body: Readable, facts: BodyFacts) => Promise<Buffer>;

/** Nearly every delivery is smaller than this. */
const SMALL = 64 * 1024;
/** Room for those alone, which no large body takes; one sender's part of it, and that of a suspect. */
const SMALL_TOGETHER = 16 * 1024 * 1024;
const SMALL_PER_SENDER = SMALL_TOGETHER / 2;
const SMALL_SUSPECT = 512 * 1024;
/** What one sender may hold of the room for large bodies. */
const SHARE = 4;
const PACE = { graceMs: 2_000, bytesPerSecond: 32 * 1024 };

/**
 * Reads bodies of whoever may send them, before anything is known of the sender. The room is bounded together, for each
 * sender, and for small ones apart; where there is none, what has been coming in longest makes it (503), and whatever
 * drips is put out (408). So a thousand bodies that never end keep none out that is there in a moment. Throws an
 * HttpError; what is left of the body is not read.
 */
export function createBodyReader(bounds: BodyBounds): ReadBody {
  const { perBody, together, withinMs, pace = PACE } = bounds;
  const small = createBodyPlaces({
    together: SMALL_TOGETHER,
    perSender: SMALL_PER_SENDER,
    atLeast: 4 * 1024,
    oldestGoes: true,
  });
  const perSender = Math.max(perBody, together / SHARE);
  const large = createBodyPlaces({ together, perSender, oldestGoes: true });

  return (body, { from, length, isSuspect = false }) => {
    if (length !== undefined && length > perBody) return Promise.reject(bodyTooLarge());
    return new Promise<Buffer>((resolve, reject) => {
      const start = performance.now();
      const kept = createGrowingBytes();
      let room = 0;
      let place: Place | undefined;
      let timer: NodeJS.Timeout | undefined;
      if (!makeRoom(length ?? Math.min(SMALL, perBody))) return;
      body.on('data', onData).once('end', onEnd).once('error', onBroken).once('close', onBroken);
      watch();

      function makeRoom(bytes: number): boolean {
        place?.leave();
        const isSmall = bytes <= SMALL;
        const most = isSuspect ? (isSmall ? SMALL_SUSPECT : perBody) : Number.POSITIVE_INFINITY;
        const places: BodyPlaces = isSmall ? small : large;
        place = places.take({ from, bytes, most, putOut: () => settle(bodiesFull()) });
        if (place === undefined) {
          settle(bodiesFull());
          return false;
        }
        room = bytes;
        return true;
      }

      function onData(chunk: Buffer): void {
        const needed = kept.size() + chunk.byteLength;
        if (needed > perBody) settle(bodyTooLarge());
        else if (needed <= room || makeRoom(perBody)) kept.add(chunk, room);
      }
      function onEnd(): void {
        settle(undefined);
      }
      function onBroken(): void {
        settle(bodyBroken());
      }

      function watch(): void {
        const late = Math.min(withinMs, pace.graceMs + (kept.size() * 1_000) / pace.bytesPerSecond);
        const left = start + late - performance.now();
        if (left <= 0) settle(bodyTooSlow());
        else timer = setTimeout(watch, Math.ceil(left));
      }

      function settle(refusal: HttpError | undefined): void {
        place?.leave();
        clearTimeout(timer);
        body.off('data', onData).off('end', onEnd).off('error', onBroken).off('close', onBroken);
        if (refusal === undefined) resolve(kept.bytes());
        else {
          // Nobody listens any more to a connection that breaks now.
          body.on('error', () => undefined).resume();
          reject(refusal);
        }
      }
    });
  };
}
