/** A scan that was accepted and still lies in its folder. */
export interface TakenScan {
  readonly uuid: string;
  readonly fingerprint: string;
  readonly withSidecar: boolean;
}

/**
 * What was accepted and not put away yet: as many as there are open messages, some 0.5 KB each. Nothing depends on it:
 * a scan that is not in it is accepted again, which is known.
 */
export function createTakenScans() {
  const scans = new Map<string, TakenScan>();
  /** The same letter may lie there under several names. */
  const places = new Map<string, Set<string>>();
  const taken = {
    get: (relative: string) => scans.get(relative),
    has: (relative: string) => scans.has(relative),
    isWaiting: (uuid: string) => places.has(uuid),
    placesOf: (uuid: string): readonly string[] => [...(places.get(uuid) ?? [])],
    add(relative: string, scan: TakenScan): void {
      taken.forget(relative);
      scans.set(relative, scan);
      places.set(scan.uuid, (places.get(scan.uuid) ?? new Set()).add(relative));
    },
    forget(relative: string): void {
      const uuid = scans.get(relative)?.uuid ?? '';
      scans.delete(relative);
      places.get(uuid)?.delete(relative);
      if (places.get(uuid)?.size === 0) places.delete(uuid);
    },
    keepOnly(present: ReadonlySet<string>): void {
      for (const relative of scans.keys()) if (!present.has(relative)) taken.forget(relative);
    },
    /** The messages of those that were not asked after for the longest time, at most so many. */
    nextInTurn(most: number): string[] {
      const chosen = [...places.entries().take(most)];
      for (const [uuid, where] of chosen) {
        places.delete(uuid);
        places.set(uuid, where);
      }
      return chosen.map(([uuid]) => uuid);
    },
  };
  return taken;
}
export type TakenScans = ReturnType<typeof createTakenScans>;
