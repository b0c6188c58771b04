import { join, parse } from 'node:path';
import type { Clock } from '#application/ports/clock.ts';
import type { Log } from '#application/ports/log.ts';
import type { MessageStore, MessageSummary } from '#application/ports/message-store.ts';
import { createDestinations } from './letter.destinations.ts';
import type { EndedJobs } from './letter.ended-jobs.ts';
import { inParallel } from './letter.in-parallel.ts';
import { putAway, type ScanFolders } from './letter.put-away.ts';
import { findScan, type FolderListing } from './letter.scan-folder.ts';
import type { TakenScans } from './letter.taken-scans.ts';
import type { Troubles } from './letter.troubles.ts';

export interface ClearDeps {
  readonly messages: Pick<MessageStore, 'find'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Scans that are moved at the same time. */
const AT_ONCE = 8;

/** Puts away the scans of those messages that have come to their end; of the others the end of their job is awaited. */
export function createClear(
  folders: ScanFolders,
  { messages, clock, log }: ClearDeps,
  { taken, ended, troubles }: { taken: TakenScans; ended: EndedJobs; troubles: Troubles },
) {
  return async (uuids: readonly string[], listing: FolderListing, isStopping: () => boolean): Promise<void> => {
    const destinations = createDestinations();
    const pages = countPages(listing);
    const finished: Finished[] = [];
    for (const message of await messages.find(uuids, { raw: false })) {
      const places = taken.placesOf(message.uuid);
      if (message.state !== 'open') finished.push(...places.map((relative) => ({ relative, message })));
      else {
        places.forEach(troubles.forget);
        if (message.jobId !== undefined) ended.await(message.jobId, [message.uuid]);
      }
    }
    // The sides of a sheet that share a sidecar go one after the other.
    const sheets = [...Map.groupBy(finished, ({ relative }) => stemOf(relative)).values()];
    await inParallel(sheets, AT_ONCE, async (sheet) => {
      for (const one of sheet) if (!isStopping()) await finish(one);
    });

    async function finish({ relative, message }: Finished): Promise<void> {
      const moved = await troubles.guard(relative, true, async () => {
        const scan = await findScan(folders.in, relative, listing);
        const known = taken.get(relative);
        // Another file by now, or none: it is noticed anew.
        if (scan === undefined || scan.fingerprint !== known?.fingerprint) return false;
        if (scan.sidecar !== undefined && !known.withSidecar) {
          log.warn({ message: message.uuid }, 'sidecar-came-too-late');
        }
        const { state, uuid, reason, locations } = message;
        const isDuplicate = locations[0] !== relative;
        await putAway(scan, folders, destinations, {
          fault: state === 'parked' ? { code: reason?.code ?? 'parked', messageUuid: uuid } : undefined,
          isDuplicate,
          keepsCompanions: pages.others(relative) > 0,
          now: clock.now(),
        });
        log.info({ message: uuid, state, isDuplicate }, 'scan-put-away');
        return true;
      });
      if (moved === undefined) return;
      pages.gone(relative);
      taken.forget(relative);
    }
  };
}

interface Finished {
  readonly relative: string;
  readonly message: MessageSummary;
}

const stemOf = (relative: string) => {
  const { dir, name } = parse(relative);
  return join(dir, name);
};

/** Scans of the same name with another ending, counted only where there is something to share. */
function countPages({ scans, companions }: FolderListing) {
  const counts = new Map<string, number>();
  if (companions.size > 0) for (const scan of scans) counts.set(stemOf(scan), (counts.get(stemOf(scan)) ?? 0) + 1);
  return {
    others: (relative: string) => (counts.get(stemOf(relative)) ?? 1) - 1,
    gone: (relative: string) => void counts.set(stemOf(relative), (counts.get(stemOf(relative)) ?? 1) - 1),
  };
}
