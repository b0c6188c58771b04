/**
 * `closed`: calls go through; `open`: the system failed too often and is left alone; `half-open`: the cool-down is over
 * and one call tries it.
 */
export type CircuitState = 'closed' | 'open' | 'half-open';

export interface CircuitStatus {
  /** Which system outside: `imap:info`, `smtp:systeem`, `graph`. */
  readonly system: string;
  readonly state: CircuitState;
  /** When it got into this state. */
  readonly since: Date;
}

/** Stands before one system outside, so that a broken one costs neither time nor attempts and gets room to recover. */
export interface CircuitBreaker {
  /**
   * Runs `call`, and counts how it ended. Without running it throws a `circuit-open` Failure (transient, with `retryMs`
   * in its facts) while the circuit is open or another call is the trial.
   */
  run<T>(call: () => Promise<T>): Promise<T>;
  /** Milliseconds until a call may be tried; 0 when that is now. */
  waitMs(): number;
  status(): CircuitStatus;
}
