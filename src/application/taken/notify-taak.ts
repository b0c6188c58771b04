import { eenheidUuid, medewerkerUuid } from '#domain/actor/actor-uuid.ts';
import { firstWatch, TERMIJNBEWAKING } from '#domain/interne-taak/deadline-watch.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import { toGebeurtenis, withGebeurtenis, type Taak } from '#domain/interne-taak/taak.ts';
import { noticeUuid } from '#domain/uitgaand/build-notice.ts';
import type { Uitgaand } from '#domain/uitgaand/uitgaand.schema.ts';
import { deadlineJob } from '../jobs/deadline-jobs.ts';
import { mailJob } from '../jobs/uitgaand-jobs.ts';
import type { TaakDecision } from '../ports/taak-store.ts';
import { writeNotice, type NoticeDeps } from './write-notice.ts';
import type { TakenDeps } from './taken-deps.ts';

/**
 * Tells the unit (or the colleague) that it has a task, and starts the watch over its deadline. The mail is committed
 * with the line of history that says so and leaves by its own job; running this again only adds jobs that are missing.
 * Throws a transient Failure when those cannot be added.
 */
export type NotifyTaak = (taak: string) => Promise<void>;

export interface NotifyDeps extends Pick<TakenDeps, 'taken' | 'jobs' | 'settings' | 'clock'>, NoticeDeps {}

export function createNotifyTaak(deps: NotifyDeps): NotifyTaak {
  return async (uuid) => {
    const before = await deps.taken.find(uuid);
    if (before === undefined) return;
    const now = deps.clock.now();
    const to = before.behandelaar === undefined ? [] : [medewerkerUuid(before.behandelaar)];
    const notice = await writeNotice(deps, before, 'nieuw', [...to, eenheidUuid(before.eenheid)], now);
    const told = await deps.taken.change(uuid, (taak) => decide(deps, taak, notice, now));
    if (told === undefined || told.status === 'verwerkt') return;
    const { bewaking, uiterlijkOp } = told;
    await deps.jobs.enqueue([
      ...(notice === undefined ? [] : [mailJob(noticeUuid(uuid, 'nieuw'))]),
      ...(bewaking?.moment === 'nadert' ? [deadlineJob(uuid, 'nadert', bewaking.op, now)] : []),
      ...(bewaking === undefined ? [] : [deadlineJob(uuid, 'verstreken', uiterlijkOp, now)]),
    ]);
  };
}

function decide(
  { settings }: NotifyDeps,
  { dossier, internetaak }: Taak,
  notice: Uitgaand | undefined,
  now: Date,
): TaakDecision<TaakDossier> {
  if (dossier.gemeldOp !== undefined) return { outcome: dossier };
  // Finished before its unit was told: there is nothing to tell or to watch any more.
  const open = dossier.status === 'te_verwerken';
  const said = !open ? 'al afgehandeld' : notice === undefined ? 'in de takenlijst' : 'per e-mail';
  const told = withGebeurtenis(
    { ...dossier, gemeldOp: now, ...(open ? { bewaking: firstWatch(dossier, settings.isHoliday, now) } : {}) },
    toGebeurtenis('gemeld', { door: TERMIJNBEWAKING, now }, said),
  );
  return {
    outcome: told,
    change: {
      taak: { dossier: told, ...(internetaak === undefined ? {} : { internetaak }) },
      ...(open && notice !== undefined ? { uitgaand: notice } : {}),
    },
  };
}
