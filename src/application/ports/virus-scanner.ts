export type ScanVerdict =
  | { readonly kind: 'clean' }
  /** `signature` is the scanner's name of what it found. */
  | { readonly kind: 'infected'; readonly signature: string }
  /** More bytes than the scanner takes: it will never say anything about this document. */
  | { readonly kind: 'too-large' };

/** Looks for viruses. Bytes are streamed to it: at most one chunk of a document is in memory for it. */
export interface VirusScanner {
  /**
   * Throws a transient Failure (`virus-scanner-unreachable`, `-timeout`, `-cut`, `-failed`) when it can say nothing now, and
   * `virus-scan-refused` (defect) when it cannot handle this document. What
   * `bytes` throws is thrown as it is: that is not the scanner's trouble.
   */
  scan(bytes: AsyncIterable<Uint8Array>): Promise<ScanVerdict>;
  /** Throws the same Failures when it does not answer. */
  ping(): Promise<void>;
}
