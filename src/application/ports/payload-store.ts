/** One webhook delivery as received: the bytes Meta signed. */
export interface Payload {
  /** UUIDv5 of the SHA-256 of the bytes: the same delivery is the same payload. */
  readonly uuid: string;
  readonly raw: Uint8Array;
  readonly receivedAt: Date;
}

/** `open`: to be expanded; `expanded`: every message in it is accepted; `parked`: unreadable, a person has it. */
export type PayloadState = 'open' | 'expanded' | 'parked';

/** The raw deliveries. Every method is safe to repeat and throws transient Failures when the database is away. */
export interface PayloadStore {
  /**
   * One acknowledged, journalled insert for all of them. Answers the uuids that were new. `jobId` is the job that will
   * expand them, so that the reconciler can see that one is missing.
   */
  insert(payloads: readonly Payload[], jobId: string): Promise<string[]>;
  /** Those of the list that are `open`, with their bytes. */
  findOpen(uuids: readonly string[]): Promise<Payload[]>;
  /** From `open` only. */
  close(uuids: readonly string[], state: Exclude<PayloadState, 'open'>): Promise<void>;
  /** Whether a delivery received at or before this moment is still open. */
  hasOpen(receivedAtOrBefore: Date): Promise<boolean>;
  /** How many are open; counts no further than `most`. */
  countOpen(most: number): Promise<number>;
  /** Open ones received before `before`, oldest first. */
  listOpen(before: Date, limit: number): Promise<{ uuid: string; jobId: string }[]>;
  setJob(uuids: readonly string[], jobId: string): Promise<void>;
}
