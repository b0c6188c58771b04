/** In milliseconds, but for the number of looks. Tests make them short; the values are for servers of other people. */
export const EMAIL_TIMINGS = {
  /** First wait after a broken connection; doubles up to the longest, with jitter. */
  firstRetry: 1_000,
  longestRetry: 60_000,
  /** A wrong password does not mend itself, and some servers lock an account that keeps trying. */
  passwordRetry: 300_000,
  /** The folder is looked at this often beside IDLE, which some servers let die in silence. */
  recheck: 120_000,
  /** The same for servers without IDLE. */
  poll: 15_000,
  /**
   * While mail keeps coming the folder is looked at this often: a server gathers its notices (Dovecot half a second),
   * which is long when a colleague waits for the task. So many looks without anything end it.
   */
  busyLook: 100,
  busyLooks: 30,
  /** Whether there is room again is asked this often. */
  fullLook: 2_000,
  /** An announced message that does not come is asked for again after this; grows to `recheck`. */
  unreadableRetry: 2_000,
  /** Longest wait for the answer to a small command. */
  command: 30_000,
  /** For all of it to end when the program stops. */
  stop: 10_000,
} as const;
export type EmailTimings = { readonly [K in keyof typeof EMAIL_TIMINGS]: number };

const JITTER = 0.3;

/** Wait before attempt `failures` + 1: doubling, bounded, and spread so that mailboxes do not knock all at once. */
export function retryAfter(
  failures: number,
  first: number,
  longest: number,
  random: () => number = Math.random,
): number {
  const wait = Math.min(longest, first * 2 ** Math.min(failures, 20));
  return wait * (1 - JITTER + 2 * JITTER * random());
}
