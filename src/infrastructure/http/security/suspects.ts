/** Addresses that keep being wrong about who they are. */
export interface Suspects {
  /** One more wrong signature, or another proof that failed. */
  wrong(address: string): void;
  /** Whether there were so many of late that it is trusted less. */
  has(address: string): boolean;
}

export interface SuspectBounds {
  /** Wrong ones within `windowMs` from which on an address is suspect; until that time after the first is over. */
  readonly most: number;
  readonly windowMs: number;
}

/** Addresses remembered at once; the oldest go first. */
const REMEMBERED = 20_000;

/** Per process: it decides how much room somebody gets, not whether they come in. */
export function createSuspects(bounds: SuspectBounds, now: () => number = () => performance.now()): Suspects {
  const seen = new Map<string, { count: number; readonly since: number }>();
  const current = (address: string) => {
    const known = seen.get(address);
    return known !== undefined && known.since + bounds.windowMs > now() ? known : undefined;
  };
  return {
    wrong(address) {
      const known = current(address);
      if (known !== undefined) {
        known.count += 1;
        return;
      }
      seen.delete(address);
      seen.set(address, { count: 1, since: now() });
      const [oldest] = seen.keys();
      if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest);
    },
    has: (address) => (current(address)?.count ?? 0) >= bounds.most,
  };
}
