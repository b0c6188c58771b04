import { transient, type Failure } from '#domain/failure/failure.ts';
import type { IntakeBound } from '#application/intake-bound.ts';
import { createClear, type ClearDeps } from './letter.clear.ts';
import type { LetterConfig } from './letter.config.ts';
import { createEndedJobs } from './letter.ended-jobs.ts';
import { createOwnFolders, onDisk } from './letter.own-folders.ts';
import type { ScanFolders } from './letter.put-away.ts';
import { listFolder, type FolderListing, type FoundScan } from './letter.scan-folder.ts';
import { createSettleFailed } from './letter.settle-failed.ts';
import { takeIn, toChunks, type TakeInDeps } from './letter.take-in.ts';
import { createTakenScans } from './letter.taken-scans.ts';
import { createTroubles } from './letter.troubles.ts';
import { createUnsettled } from './letter.unsettled.ts';

export interface RoundDeps extends TakeInDeps, ClearDeps {
  /** Without it every scan is taken in. */
  readonly bound?: IntakeBound;
  /** Milliseconds between two looks at what people finished of `mislukt/`. */
  readonly settleMs?: number;
}

export interface Look {
  /** Also at what nothing was heard of for long: scans that went away, jobs that ended unheard. */
  readonly isFull: boolean;
  /** Names below `in/` that the file system says have changed. */
  readonly changed: ReadonlySet<string>;
  readonly isStopping: () => boolean;
}

export interface RoundOutcome {
  readonly listing: FolderListing;
  /** What this took of the folder: reading the names of all that lies there. */
  readonly listingMs: number;
  /** Moment (performance.now) at which there is more to do, whatever happens: now when this look did not do it all. */
  readonly nextAt: number;
  /** The first thing that goes wrong with a single scan; the others are not held up by it. */
  readonly failure?: Failure;
}

/** Looked at, and looked up, together. */
const MOST_STABLE = 500;
const MOST_ENDED = 500;
/** Of one look for each of the two, so that the ends of jobs and new scans both have their turn. */
const TURN_MS = 1_000;
/** Messages looked up in a full look, in turn: a bound on what ten thousand open ones cost the ledger. */
const MOST_IN_TURN = 2_000;

/**
 * Looks at the scan folder: what is complete is accepted, what is finished is put away. A look reads the names that lie
 * there, once, and touches only the files of which something is new. It leans on the folder and the ledger alone, so a
 * program that was killed goes on where it was: an accepted scan that still lies in `in/` is accepted again, which is
 * known, and moved by its state. Throws a transient Failure when folder or ledger fails.
 */
export function createRound(folders: ScanFolders, config: LetterConfig, deps: RoundDeps, retryMs: number) {
  const { bound, messages, clock, log, settleMs = SETTLE_MS } = deps;
  const ownFolders = createOwnFolders(folders);
  const troubles = createTroubles(retryMs);
  const taken = createTakenScans();
  const ended = createEndedJobs();
  const unsettled = createUnsettled(folders.in, config.stabielSeconden * 1000, taken, troubles);
  const clear = createClear(folders, deps, { taken, ended, troubles });
  const settleFailed = createSettleFailed(folders, messages);
  let settleAt = 0;
  let hasMoreToSettle = false;

  return {
    /** The end of a job of this channel; whether it is worth a look. */
    jobEnded: (jobId: string) => ended.end(jobId),
    async look({ isFull, changed, isStopping }: Look): Promise<RoundOutcome> {
      await ownFolders.make();
      const start = performance.now();
      const listing = await onDisk(false, () => listFolder(folders.in));
      const listingMs = performance.now() - start;
      await ownFolders.checkRights();
      if (isFull) forgetGone(listing);
      await unsettled.noticeChanged(changed, listing);
      await unsettled.noticeNew(listing);
      const full = await takeInStable(listing, isStopping);
      await clearEnded(isFull, listing, isStopping);
      if (!isStopping()) await settle();
      const now = performance.now();
      const hasMore = ended.hasMore() || hasMoreToSettle || (full === undefined && unsettled.hasMore(listing));
      const failure = full ?? troubles.first();
      const nextToTake = full === undefined ? unsettled.nextDue() : now + retryMs;
      return {
        listing,
        listingMs,
        nextAt: hasMore ? now : Math.min(nextToTake, troubles.nextAt(now)),
        ...(failure === undefined ? {} : { failure }),
      };
    },
  };

  function forgetGone({ scans }: FolderListing): void {
    const present = new Set(scans);
    unsettled.keepOnly(present);
    taken.keepOnly(present);
    troubles.keepOnly(present.add(MISLUKT));
    ended.forgetUnless(taken.isWaiting);
  }

  /** Answers why nothing more is taken in, if so. */
  async function takeInStable(listing: FolderListing, isStopping: () => boolean): Promise<Failure | undefined> {
    const end = performance.now() + TURN_MS;
    const isOver = () => isStopping() || performance.now() > end;
    while (!isOver() && unsettled.hasMore(listing)) {
      const room = (await bound?.room()) ?? MOST_STABLE;
      if (room === 0) {
        return transient('intake-full', 'Too many letters wait to be registered: the scans wait in their folder');
      }
      const stable = await unsettled.findStable(Math.min(room, MOST_STABLE), listing);
      for (const chunk of toChunks(stable, config)) if (!isOver()) await takeInChunk(chunk);
    }
    return undefined;
  }

  async function takeInChunk(chunk: readonly FoundScan[]): Promise<void> {
    const { accepted, changed } = await takeIn(chunk, config, deps, troubles);
    for (const { relative } of changed) unsettled.waitAgain(relative);
    for (const { scan, handed } of accepted) {
      const { relative, fingerprint, sidecar } = scan;
      unsettled.forget(relative);
      taken.add(relative, { uuid: handed.uuid, fingerprint, withSidecar: sidecar !== undefined });
      // Known: it may have come to its end long ago.
      if (handed.jobId === undefined) ended.add([handed.uuid]);
      else ended.await(handed.jobId, [handed.uuid]);
    }
    bound?.add(accepted.length);
  }

  async function clearEnded(isFull: boolean, listing: FolderListing, isStopping: () => boolean): Promise<void> {
    const end = performance.now() + TURN_MS;
    ended.add(troubles.due(performance.now()).flatMap((relative) => taken.get(relative)?.uuid ?? []));
    if (isFull) ended.add(taken.nextInTurn(MOST_IN_TURN));
    while (!isStopping() && performance.now() < end && ended.hasMore()) {
      const uuids = ended.next(MOST_ENDED);
      try {
        await clear(uuids, listing, isStopping);
      } catch (thrown) {
        ended.add(uuids);
        throw thrown;
      }
    }
  }

  /** What people finished of `mislukt/` goes to the archive; now and then, and so many at a time. */
  async function settle(): Promise<void> {
    const now = performance.now();
    if (now < settleAt && !hasMoreToSettle) return;
    const done = await troubles.guard(MISLUKT, true, () => settleFailed(clock.now()));
    const { settled = 0, hasMore = false } = done?.value ?? {};
    hasMoreToSettle = hasMore;
    settleAt = now + (done === undefined ? retryMs : settleMs);
    if (settled > 0) log.info({ count: settled }, 'failed-scans-settled');
  }
}

const SETTLE_MS = 30_000;
/** Stands for a folder among the scans: no file has this name. */
const MISLUKT = 'mislukt/';
