import type { Readable } from 'node:stream';
import { HttpError } from '../errors/http-error.ts';

export interface BodyBounds {
  /** Bytes of one body; 413 above it. */
  readonly perBody: number;
  /** Bytes of all bodies that are coming in at once; 503 for whoever goes over it. */
  readonly together: number;
  /** Milliseconds for one body from its first byte to its last; 408 after them. */
  readonly withinMs: number;
}

const busy = () =>
  new HttpError(503, 'unavailable', 'Even niet beschikbaar', {
    detail: 'Er komt nu meer binnen dan in het geheugen past. Probeer het over enkele seconden opnieuw.',
    headers: { 'retry-after': '5', connection: 'close' },
  });
const tooLarge = () =>
  new HttpError(413, 'too_large', 'Te groot', {
    detail: 'De aanvraag is groter dan hier is toegestaan.',
    headers: { connection: 'close' },
  });
const tooSlow = () => new HttpError(408, 'timeout', 'Te langzaam', { detail: 'De aanvraag kwam niet op tijd binnen.' });

/**
 * Reads bodies of whoever may send them, before anything is known of the sender: a thousand of them at once, or one that
 * never ends, take no more memory than is set here. Throws an HttpError; the connection is closed then.
 */
export function createBodyReader({ perBody, together, withinMs }: BodyBounds): (body: Readable) => Promise<Buffer> {
  let held = 0;
  return async (body) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let refused: HttpError | undefined;
    const timer = setTimeout(() => {
      refused = tooSlow();
      body.destroy();
    }, withinMs);
    try {
      // What is refused can still be answered, so the connection stays until then.
      for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        size += chunk.byteLength;
        held += chunk.byteLength;
        if (size > perBody) throw tooLarge();
        if (held > together) throw busy();
        chunks.push(chunk);
      }
      if (refused !== undefined) throw refused;
      return Buffer.concat(chunks, size);
    } catch (thrown) {
      throw (
        refused ?? (thrown instanceof HttpError ? thrown : new HttpError(400, 'parse_error', 'Onleesbare aanvraag'))
      );
    } finally {
      clearTimeout(timer);
      held -= size;
    }
  };
}
