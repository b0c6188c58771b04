import { eenheidUuid, medewerkerUuid } from '#domain/actor/actor-uuid.ts';
import { watchDeadline } from '#domain/interne-taak/deadline-watch.ts';
import type { TermijnMoment } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { Taak } from '#domain/interne-taak/taak.ts';
import type { Uitgaand } from '#domain/uitgaand/uitgaand.schema.ts';
import { mailJob } from '../jobs/uitgaand-jobs.ts';
import type { TaakDecision } from '../ports/taak-store.ts';
import { enqueueAfterCommit } from './enqueue-after-commit.ts';
import type { TakenDeps } from './taken-deps.ts';
import { writeNotice, type NoticeDeps } from './write-notice.ts';

/** A deadline comes near or has passed: a line of history and one notice, if the task is still open; else nothing. */
export type WatchDeadline = (taak: string, moment: TermijnMoment) => Promise<void>;

export interface WatchDeps extends Pick<TakenDeps, 'taken' | 'jobs' | 'clock' | 'log'>, NoticeDeps {}

export function createWatchDeadline(deps: WatchDeps): WatchDeadline {
  return async (uuid, moment) => {
    const before = await deps.taken.find(uuid);
    const now = deps.clock.now();
    if (before === undefined || watchDeadline(before, moment, now) === undefined) return;
    const to = before.behandelaar === undefined ? [] : [medewerkerUuid(before.behandelaar)];
    const notice = await writeNotice(deps, before, moment, [...to, eenheidUuid(before.eenheid)], now);
    const written = await deps.taken.change(uuid, (taak) => decide(taak, moment, notice, now));
    await enqueueAfterCommit(deps, written === true && notice !== undefined ? [mailJob(notice.uuid)] : []);
  };
}

function decide(
  { dossier, internetaak }: Taak,
  moment: TermijnMoment,
  notice: Uitgaand | undefined,
  now: Date,
): TaakDecision<boolean> {
  const watched = watchDeadline(dossier, moment, now);
  if (watched === undefined) return { outcome: false };
  return {
    outcome: true,
    change: {
      taak: { dossier: watched, ...(internetaak === undefined ? {} : { internetaak }) },
      ...(notice === undefined ? {} : { uitgaand: notice }),
    },
  };
}
