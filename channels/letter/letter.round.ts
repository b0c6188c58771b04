import { access, constants, mkdir, realpath } from 'node:fs/promises';
import { transient, type Failure } from '#domain/failure/failure.ts';
import type { AcceptMessages } from '#application/accept-messages.ts';
import type { IntakeBound } from '#application/intake-bound.ts';
import type { Clock } from '#application/ports/clock.ts';
import type { Log } from '#application/ports/log.ts';
import type { MessageStore, MessageSummary } from '#application/ports/message-store.ts';
import type { LetterConfig } from './letter.config.ts';
import { folderFailure } from './letter.errors.ts';
import { toNewMessage } from './letter.new-message.ts';
import { putAway, type ScanFolders } from './letter.put-away.ts';
import { settleFailed } from './letter.settle-failed.ts';
import { listScans, type FolderListing, type FoundScan } from './letter.scan-folder.ts';
import { createStability } from './letter.stability.ts';

export interface RoundDeps {
  readonly accept: AcceptMessages;
  readonly messages: Pick<MessageStore, 'find'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Without it every scan is taken in. */
  readonly bound?: IntakeBound;
  /** Milliseconds between two looks at what people finished of `mislukt/`. */
  readonly settleMs?: number;
}

export interface RoundOutcome {
  /** Scans that are still being written, or that were written to just now. */
  readonly unstable: number;
  /** Accepted messages whose outcome is awaited, oldest first. */
  readonly outstanding: readonly MessageSummary[];
  readonly strangers: number;
  /** The first thing that went wrong with a single scan; the others were not held up by it. */
  readonly failure?: Failure;
}

interface Taken {
  readonly uuid: string;
  readonly fingerprint: string;
  readonly withSidecar: boolean;
}

/**
 * One look at the scan folder: what is complete is accepted, what is finished is put away. It leans on the folder and
 * the ledger alone, so a program that was killed goes on where it was: an accepted scan that still lies in `in/` is
 * accepted again, which is known, and moved by its state. Throws a transient Failure when folder or ledger fails.
 */
export function createRound(
  folders: ScanFolders,
  { stabielSeconden, limieten }: LetterConfig,
  { accept, messages, clock, log, bound, settleMs = SETTLE_MS }: RoundDeps,
) {
  const ours = [folders.in, folders.archief, folders.mislukt];
  const stability = createStability(stabielSeconden * 1000);
  const taken = new Map<string, Taken>();
  const places = new Map<string, string>();
  let settleAt = 0;

  return async (isStopping: () => boolean): Promise<RoundOutcome> => {
    const { scans, strangers } = await listing();
    const present = new Set(scans.map((scan) => scan.relative));
    stability.keepOnly(present);
    for (const name of taken.keys()) if (!present.has(name)) taken.delete(name);
    const failures: Failure[] = [];
    let unstable = 0;
    for (const scan of scans) {
      if (isStopping() || isTaken(scan)) continue;
      if (!stability.isStable(scan, performance.now())) unstable += 1;
      else if ((await bound?.room()) === 0) {
        failures.push(
          transient('intake-full', 'Too many letters wait to be registered: the scans wait in their folder'),
        );
        break;
      } else if (!(await takeIn(scan, failures))) unstable += 1;
    }
    const outstanding = await putAwayFinished(scans.filter(isTaken), failures, isStopping);
    if (!isStopping()) await settle(failures);
    const [failure] = failures;
    return { unstable, outstanding, strangers, ...(failure === undefined ? {} : { failure }) };
  };

  async function listing(): Promise<FolderListing> {
    await onDisk(true, async () => {
      for (const folder of ours) await mkdir(folder, { recursive: true });
    });
    for (const folder of ours) await refuseMoved(folder);
    const found = await onDisk(false, () => listScans(folders.in));
    await onDisk(true, async () => {
      for (const folder of ours) await access(folder, constants.W_OK);
    });
    return found;
  }

  /** A link that an operator made is where the folder is; one that replaces it while we run leads letters elsewhere. */
  async function refuseMoved(folder: string): Promise<void> {
    const real = await onDisk(false, () => realpath(folder));
    const before = places.get(folder) ?? real;
    places.set(folder, before);
    if (real !== before) {
      throw transient(
        'scan-folder-moved',
        'A scan folder was replaced by a link to elsewhere: put it back, or restart',
      );
    }
  }

  function isTaken({ relative, fingerprint }: FoundScan): boolean {
    return taken.get(relative)?.fingerprint === fingerprint;
  }

  /** False when the file turned out to be changing still. */
  async function takeIn(scan: FoundScan, failures: Failure[]): Promise<boolean> {
    const message = await each(failures, false, () => toNewMessage(scan, limieten, clock.now()));
    if (message === FAILED) return true;
    if (message === undefined) return false;
    const [accepted] = await accept([message]);
    bound?.add(1);
    const withSidecar = scan.sidecar !== undefined;
    taken.set(scan.relative, { uuid: message.uuid, fingerprint: scan.fingerprint, withSidecar });
    log.info({ message: message.uuid, bytes: scan.size, isNew: accepted?.isNew }, 'scan-accepted');
    return true;
  }

  async function putAwayFinished(scans: readonly FoundScan[], failures: Failure[], isStopping: () => boolean) {
    const uuids = new Set(scans.map(({ relative }) => taken.get(relative)?.uuid ?? ''));
    const found = uuids.size === 0 ? [] : await messages.find([...uuids], { raw: false });
    const known = new Map(found.map((one) => [one.uuid, one]));
    for (const scan of scans) {
      const message = known.get(taken.get(scan.relative)?.uuid ?? '');
      if (message !== undefined && message.state !== 'open' && !isStopping()) await finish(scan, message, failures);
    }
    return found.filter(({ state }) => state === 'open');
  }

  /** What people finished of `mislukt/` goes to the archive; now and then, for every look reads its notes. */
  async function settle(failures: Failure[]): Promise<void> {
    if (performance.now() < settleAt) return;
    settleAt = performance.now() + settleMs;
    const settled = await each(failures, true, () => settleFailed(folders, messages, clock.now()));
    if (settled !== FAILED && settled > 0) log.info({ count: settled }, 'failed-scans-settled');
  }

  async function finish(scan: FoundScan, message: MessageSummary, failures: Failure[]): Promise<void> {
    const { state, uuid, reason, locations } = message;
    if (scan.sidecar !== undefined && taken.get(scan.relative)?.withSidecar === false) {
      log.warn({ message: uuid }, 'sidecar-came-too-late');
    }
    const fault = state === 'parked' ? { code: reason?.code ?? 'parked', messageUuid: uuid } : undefined;
    const isDuplicate = locations[0] !== scan.relative;
    const moved = await each(failures, true, () => putAway(scan, folders, { fault, isDuplicate, now: clock.now() }));
    if (moved === FAILED) return;
    taken.delete(scan.relative);
    if (moved) log.info({ message: uuid, state, isDuplicate }, 'scan-put-away');
  }
}

const SETTLE_MS = 30_000;
const FAILED = Symbol('failed');

/** One scan's work on disk: what goes wrong is remembered, and the next scan has its turn. */
async function each<T>(failures: Failure[], writing: boolean, work: () => Promise<T>): Promise<T | typeof FAILED> {
  try {
    return await work();
  } catch (thrown) {
    failures.push(folderFailure(thrown, writing));
    return FAILED;
  }
}

async function onDisk<T>(writing: boolean, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw folderFailure(thrown, writing);
  }
}
