/** Bytes handed over at once: above it a batch would only hold memory. */
const BATCH_BYTES = 16 * 1024 * 1024;

/** Messages in order, in batches of at most `size` messages and 16 MB; a larger message has a batch of its own. */
export function toBatches<T extends { readonly size: number }>(messages: readonly T[], size: number): T[][] {
  const batches: T[][] = [];
  let current: T[] = [];
  let bytes = 0;
  for (const message of messages) {
    if (current.length > 0 && (current.length >= size || bytes + message.size > BATCH_BYTES)) {
      batches.push(current);
      current = [];
      bytes = 0;
    }
    current.push(message);
    bytes += message.size;
  }
  if (current.length > 0) batches.push(current);
  return batches;
}
