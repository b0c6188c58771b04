import type { FailureFacts, FailureKind } from '#domain/failure/failure.ts';
import type { Normalised } from '#domain/inbound-message/inbound-message.ts';
import type { NormaliseInput } from '#application/ports/normalise-module.ts';
import type { StreamedBytes } from './large-bytes.ts';

/** As the reader gets it, but its bytes may still be in the database when it is sent. */
export type ReaderInput = Omit<NormaliseInput, 'raw'> & { readonly raw: Uint8Array | StreamedBytes };

/** What goes to a reader process: the channel's module and the messages to read. */
export interface ReaderTask {
  readonly module: string;
  readonly settings: unknown;
  readonly inputs: readonly ReaderInput[];
}

/** A reader's sign that a step of its work is over; the limit of one step counts anew. */
export const PROGRESS = 'progress';

/** What comes back, in the same order. A Failure does not survive the way between processes: it crosses as plain data. */
export type ReaderAnswer =
  | { readonly normalised: Normalised }
  | { readonly failure: { kind: FailureKind; code: string; message: string; facts: FailureFacts } };
