import { Readable } from 'node:stream';

/** The first bytes of a stream, at most `limit`; the rest is never fetched. */
export async function readHead(stream: NodeJS.ReadableStream, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    chunks.push(Buffer.from(chunk));
    size += chunk.byteLength;
    // Leaving the loop closes the stream.
    if (size >= limit) break;
  }
  return Buffer.concat(chunks).subarray(0, limit);
}

/** The first chunk of a stream, and a stream of everything, that chunk included. */
export async function peek(stream: NodeJS.ReadableStream): Promise<{ first: Uint8Array; whole: Readable }> {
  const parts = (stream as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  const begun = await parts.next();
  const first = begun.done === true ? new Uint8Array() : begun.value;
  const whole = Readable.from(
    (async function* () {
      yield first;
      for (let part = await parts.next(); part.done !== true; part = await parts.next()) yield part.value;
    })(),
    { objectMode: false },
  );
  // A reader that goes away half-way leaves the rest of the file alone.
  whole.once('close', () => void parts.return?.());
  return { first, whole };
}
