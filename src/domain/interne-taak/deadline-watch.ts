import type { TaakDossier, TermijnMoment } from './taak-dossier.schema.ts';
import { toGebeurtenis, withGebeurtenis } from './taak.ts';
import { workingDayBefore, type IsHoliday } from './working-days.ts';

export const TERMIJNBEWAKING = 'termijnbewaking';

/**
 * When the deadline must first be looked at. A deadline that is less than a working day away is not announced: its
 * unit has only just been told of the task.
 */
export function firstWatch({ uiterlijkOp }: Pick<TaakDossier, 'uiterlijkOp'>, isHoliday: IsHoliday, now: Date) {
  const nadert = workingDayBefore(uiterlijkOp, isHoliday);
  return now < nadert ? { op: nadert, moment: 'nadert' as const } : { op: uiterlijkOp, moment: 'verstreken' as const };
}

/** The dossier after its deadline was looked at; undefined when there is nothing to do now. */
export function watchDeadline(dossier: TaakDossier, moment: TermijnMoment, now: Date): TaakDossier | undefined {
  const { bewaking, ...rest } = dossier;
  if (bewaking === undefined || dossier.status === 'verwerkt') return undefined;
  // A lost timer for `nadert` is not made up for once the deadline has passed.
  if (moment === 'nadert' && bewaking.moment !== 'nadert') return undefined;
  const due = moment === 'nadert' ? bewaking.op : dossier.uiterlijkOp;
  if (now < due) return undefined;
  if (moment === 'verstreken') {
    return withGebeurtenis(rest, toGebeurtenis('termijn-verstreken', { door: TERMIJNBEWAKING, now }));
  }
  return withGebeurtenis(
    { ...rest, bewaking: { op: dossier.uiterlijkOp, moment: 'verstreken' } },
    toGebeurtenis('termijn-nadert', { door: TERMIJNBEWAKING, now }),
  );
}
