import type { Kop } from '#domain/audit/auditzegel.schema.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { HeadNote } from '../ports/head-note.ts';
import type { Log } from '../ports/log.ts';

export interface KeepHeadDeps {
  readonly audit: Pick<AuditLog, 'listHeads'>;
  readonly note: HeadNote;
  readonly clock: Clock;
  readonly log: Log;
}

/** Between two lines in the ordinary log about a chain that grew. */
const TOLD_EVERY_MS = 10 * 60_000;

/**
 * Writes the end of the chain down outside the database: in the note whenever it grew, and in the ordinary log now and
 * then. A note whose block is not in the chain any more stays as it is, so that `verify` finds what happened.
 */
export function createKeepHead({ audit, note, clock, log }: KeepHeadDeps) {
  let noted: Kop | undefined;
  let isRead = false;
  let told: { readonly kop: Kop; readonly at: number } | undefined;
  let lost = false;

  return {
    /** `now` tells it in any case when it was not told yet: at the start and at the stop. */
    keep: async (kop: Kop | undefined, { now = false } = {}): Promise<void> => {
      if (kop === undefined && isRead) return;
      await lookForNoted();
      if (kop === undefined) return;
      if (!lost && kop.hash !== noted?.hash) {
        await note.write(kop);
        noted = kop;
      }
      const isDue = told === undefined || now || clock.now().getTime() - told.at >= TOLD_EVERY_MS;
      if (!isDue || told?.kop.hash === kop.hash) return;
      log.info({ blok: kop.blok, hash: kop.hash }, 'audit-head');
      told = { kop, at: clock.now().getTime() };
    },
  };

  async function lookForNoted(): Promise<void> {
    if (lost) return;
    if (!isRead) noted = await note.read();
    isRead = true;
    if (noted === undefined) return;
    const [found] = await audit.listHeads(noted.blok - 1, 1);
    if (found?.blok === noted.blok && found.hash === noted.hash) return;
    lost = true;
    log.error({ blok: noted.blok, hash: noted.hash }, 'audit-head-lost');
  }
}
