import type { Readable } from 'node:stream';

/** Bytes of informatieobjecten and of large messages. Ids are deterministic, so storing twice is storing once. */
export interface DocumentStore {
  /**
   * Durable when it returns. A whole file with this id is left as it is, whatever its bytes; half a file is replaced when
   * nobody finishes it.
   */
  put(id: string, bytes: Uint8Array, facts: { bestandsnaam: string; formaat: string; sha256: string }): Promise<void>;
  read(id: string): Promise<Uint8Array>;
  open(id: string): Readable;
}
