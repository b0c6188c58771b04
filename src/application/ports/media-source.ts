import type { MediumReference } from '#domain/conversation/conversation-entry.schema.ts';

export type FetchedMedium =
  | { readonly kind: 'fetched'; readonly bytes: Uint8Array; readonly formaat: string; readonly sha256: string }
  /** It will never come; `code` says why (`gone`, `too-large`). */
  | { readonly kind: 'missing'; readonly code: string };

/** Media that a platform keeps for us for a while. */
export interface MediaSource {
  /** The bytes, checked against the hash the platform gave. Throws transient Failures for everything that may pass. */
  fetch(reference: MediumReference): Promise<FetchedMedium>;
}
