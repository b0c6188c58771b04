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

/** The first bytes of a stream, `limit` or a chunk more where there are so many, and a stream of everything, those included. */
export async function peek(
  stream: NodeJS.ReadableStream,
  limit: number,
): Promise<{ head: Uint8Array; whole: Readable }> {
  const parts = (stream as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  const begun: Uint8Array[] = [];
  for (let size = 0; size < limit;) {
    const part = await parts.next();
    if (part.done === true) break;
    begun.push(part.value);
    size += part.value.byteLength;
  }
  const head = Buffer.concat(begun);
  const whole = Readable.from(
    (async function* () {
      yield head;
      for (let part = await parts.next(); part.done !== true; part = await parts.next()) yield part.value;
    })(),
    { objectMode: false },
  );
  // A reader that goes away half-way leaves the rest of the file alone.
  whole.once('close', () => void parts.return?.());
  return { head, whole };
}
