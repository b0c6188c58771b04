import { transient } from '#domain/failure/failure.ts';

/** The body, or undefined as soon as it turns out larger than `limit` bytes: what is announced need not be true. */
export async function readLimited(response: Response, limit: number): Promise<Uint8Array | undefined> {
  const announced = Number(response.headers.get('content-length') ?? 0);
  if (announced > limit || response.body === null) {
    await response.body?.cancel();
    return response.body === null ? new Uint8Array() : undefined;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      // Leaving the loop cancels the stream.
      if (size > limit) return undefined;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw transient('whatsapp-media-unavailable', 'The connection broke off within the file', { cause });
  }
  return Buffer.concat(chunks, size);
}
