import { join, parse } from 'node:path';
import { inParallel } from './letter.in-parallel.ts';
import {
  findScan,
  isCompanionName,
  isMarked,
  isScanName,
  type FolderListing,
  type FoundScan,
} from './letter.scan-folder.ts';
import { createStability } from './letter.stability.ts';
import type { TakenScans } from './letter.taken-scans.ts';
import type { Troubles } from './letter.troubles.ts';

/** Scans that are watched at once; what lies there beside them has its turn when half of these have been taken. */
const MOST = 10_000;
/** Files that are looked at together. */
const AT_ONCE = 16;

/**
 * The scans that were not taken yet. Of a folder full of files only these are looked at: names that are new, names that
 * the file system says have changed, and the ones that have waited long enough.
 */
export function createUnsettled(root: string, delayMs: number, taken: TakenScans, troubles: Troubles) {
  const stability = createStability(delayMs);
  return {
    /** Looks at what changed by name, and at the scans whose sidecar or mark did. */
    async noticeChanged(changed: ReadonlySet<string>, listing: FolderListing): Promise<void> {
      const names = [...changed].filter(isScanName);
      const beside = new Set([...changed].filter(isCompanionName).map((name) => keyOf(name, 'name')));
      if (beside.size > 0) names.push(...[...stability.names()].filter((name) => isBeside(name, beside)));
      await inParallel(names, AT_ONCE, async (name) => {
        if (stability.has(name)) await lookAt(name, listing);
        else if (taken.has(name)) await lookAtTaken(name, listing);
      });
    },
    async noticeNew(listing: FolderListing): Promise<void> {
      const room = MOST - stability.count();
      if (room < MOST / 2) return;
      const now = performance.now();
      const names = listing.scans.filter(
        (name) => !stability.has(name) && !taken.has(name) && troubles.retryAt(name) <= now,
      );
      // Scanning streets number what they make.
      await inParallel(names.sort().slice(0, room), AT_ONCE, async (name) => void (await lookAt(name, listing)));
    },
    /** Those that may be taken now, at most so many, as they are at this moment. */
    async findStable(most: number, listing: FolderListing): Promise<FoundScan[]> {
      const due = stability.names().filter((name) => mayBeTaken(name, listing));
      const stable = new Map<string, FoundScan>();
      const names = [...due.take(most)];
      await inParallel(names, AT_ONCE, async (name) => {
        const scan = await lookAt(name, listing);
        if (scan !== undefined) stable.set(name, scan);
      });
      return names.flatMap((name) => stable.get(name) ?? []);
    },
    hasMore: (listing: FolderListing) => stability.names().some((name) => mayBeTaken(name, listing)),
    nextDue: () =>
      stability
        .names()
        .reduce((next, name) => Math.min(next, Math.max(stability.dueAt(name), troubles.retryAt(name))), Infinity),
    /** It was taken, or is to be noticed anew. */
    forget: stability.forget,
    /** It changed while it was taken. */
    waitAgain: (name: string) => {
      stability.hold(name, performance.now() + delayMs);
    },
    keepOnly: stability.keepOnly,
  };

  function mayBeTaken(name: string, listing: FolderListing): boolean {
    const now = performance.now();
    return troubles.retryAt(name) <= now && stability.isDue(name, now, isMarked(name, listing));
  }

  /** The scan when it is stable. */
  async function lookAt(name: string, listing: FolderListing): Promise<FoundScan | undefined> {
    const found = await troubles.guard(name, false, () => findScan(root, name, listing));
    if (found === undefined) return undefined;
    const { value: scan } = found;
    if (scan === undefined) stability.forget(name);
    return scan !== undefined && stability.isStable(scan, performance.now()) ? scan : undefined;
  }

  /** What was taken and is another file now is taken again. */
  async function lookAtTaken(name: string, listing: FolderListing): Promise<void> {
    const found = await troubles.guard(name, false, () => findScan(root, name, listing));
    if (found === undefined || found.value?.fingerprint === taken.get(name)?.fingerprint) return;
    taken.forget(name);
    if (found.value !== undefined) stability.isStable(found.value, performance.now());
  }
}
export type Unsettled = ReturnType<typeof createUnsettled>;

function isBeside(scan: string, beside: ReadonlySet<string>): boolean {
  return beside.has(keyOf(scan, 'name')) || beside.has(keyOf(scan, 'base'));
}

function keyOf(relative: string, part: 'name' | 'base'): string {
  const parts = parse(relative);
  return join(parts.dir, parts[part].toLowerCase());
}
