import type { FoundScan } from './letter.scan-folder.ts';

/** A file without bytes is mostly one that is about to get them. */
const EMPTY_WAITS = 15;

/**
 * Tells when a file may be taken: when it and its sidecar have not changed for so many milliseconds that we looked, or
 * at once when it is marked as complete. File times are not believed: copying keeps them, and clocks differ. `now` runs
 * evenly (performance.now).
 */
export function createStability(delayMs: number) {
  const seen = new Map<string, { fingerprint: string; since: number; dueAt: number; heldUntil: number }>();
  return {
    /** Remembers what was seen. */
    isStable(scan: FoundScan, now: number): boolean {
      const fingerprint = `${scan.fingerprint}/${scan.sidecar?.fingerprint ?? ''}`;
      const before = seen.get(scan.relative);
      const since = before?.fingerprint === fingerprint ? before.since : now;
      const dueAt = since + delayMs * (scan.size === 0 ? EMPTY_WAITS : 1);
      seen.set(scan.relative, { fingerprint, since, dueAt, heldUntil: before?.heldUntil ?? 0 });
      return scan.klaar !== undefined || now >= dueAt;
    },
    /** Whether another look may find it stable. */
    isDue(name: string, now: number, isMarked: boolean): boolean {
      const one = seen.get(name);
      return one !== undefined && one.heldUntil <= now && (isMarked || one.dueAt <= now);
    },
    /** When the time alone makes it due. */
    dueAt: (name: string) => Math.max(seen.get(name)?.dueAt ?? 0, seen.get(name)?.heldUntil ?? 0),
    /** It is left alone until then, also when it is marked as complete. */
    hold(name: string, until: number): void {
      const one = seen.get(name);
      if (one !== undefined) one.heldUntil = until;
    },
    has: (name: string) => seen.has(name),
    /** In the order in which they were seen first. */
    names: () => seen.keys(),
    count: () => seen.size,
    forget: (name: string) => void seen.delete(name),
    /** Forgets what is no longer there. */
    keepOnly(present: ReadonlySet<string>): void {
      for (const name of seen.keys()) if (!present.has(name)) seen.delete(name);
    },
  };
}
export type Stability = ReturnType<typeof createStability>;
