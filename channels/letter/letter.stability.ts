import type { FoundScan } from './letter.scan-folder.ts';

/** A file without bytes is mostly one that is about to get them. */
const EMPTY_WAITS = 15;

/**
 * Tells when a file may be taken: when it and its sidecar have not changed for so many milliseconds that we looked, or
 * at once when it is marked as complete. File times are not believed: copying keeps them, and clocks differ.
 */
export function createStability(delayMs: number) {
  const seen = new Map<string, { fingerprint: string; since: number }>();
  return {
    /** `now` runs evenly (performance.now). */
    isStable(scan: FoundScan, now: number): boolean {
      const fingerprint = `${scan.fingerprint}/${scan.sidecar?.fingerprint ?? ''}`;
      const before = seen.get(scan.relative);
      const since = before?.fingerprint === fingerprint ? before.since : now;
      seen.set(scan.relative, { fingerprint, since });
      return scan.klaar !== undefined || now - since >= delayMs * (scan.size === 0 ? EMPTY_WAITS : 1);
    },
    /** Forgets what is no longer there. */
    keepOnly(present: ReadonlySet<string>): void {
      for (const name of seen.keys()) if (!present.has(name)) seen.delete(name);
    },
  };
}
