export interface RateCount {
  readonly count: number;
  /** Until the count begins anew; 0 when there is none. */
  readonly msLeft: number;
}

/**
 * Counts that all processes of an installation share. They only slow people and programs down: a store SHALL keep no more
 * of a key than a hash of it, and may lose every count at any moment. Throws a transient Failure when it is away.
 */
export interface RateLimitStore {
  /**
   * Adds `points` to the count of `key` and answers what it became, as one step. The first points begin a window of
   * `windowMs`, in which everything counts; after it the count is gone. Negative points take back, never below zero;
   * nought and less begin no window.
   */
  add(key: string, points: number, windowMs: number): Promise<RateCount>;
}
