import type { Readable } from 'node:stream';

/** Bytes of informatieobjecten. Ids are deterministic, so storing twice is storing once. */
export interface DocumentStore {
  /** Durable when it returns. A file with this id and this length is left as it is; half a file is replaced. */
  put(id: string, bytes: Uint8Array, facts: { bestandsnaam: string; formaat: string; sha256: string }): Promise<void>;
  read(id: string): Promise<Uint8Array>;
  open(id: string): Readable;
}
