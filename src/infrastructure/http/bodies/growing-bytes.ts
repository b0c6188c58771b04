/** What has come of a body, in one piece of memory: a body that comes byte by byte costs no object for each. */
export interface GrowingBytes {
  size(): number;
  /** `room`: bytes that it will have at most. */
  add(chunk: Buffer, room: number): void;
  bytes(): Buffer;
}

/** Most bodies fit in this at once; one that says it is large and then hangs has not been given all of it yet. */
const FIRST = 64 * 1024;

export function createGrowingBytes(): GrowingBytes {
  let memory = Buffer.alloc(0);
  let size = 0;
  return {
    size: () => size,
    add(chunk, room) {
      const needed = size + chunk.byteLength;
      if (needed > memory.byteLength) {
        const larger = Buffer.allocUnsafeSlow(Math.min(room, Math.max(needed, FIRST, 2 * memory.byteLength)));
        memory.copy(larger, 0, 0, size);
        memory = larger;
      }
      chunk.copy(memory, size);
      size = needed;
    },
    // What is kept for longer is kept without the room that was never used.
    bytes: () => (2 * size < memory.byteLength ? Buffer.from(memory.subarray(0, size)) : memory.subarray(0, size)),
  };
}
