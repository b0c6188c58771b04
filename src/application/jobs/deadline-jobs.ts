import type { TermijnMoment } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { JobRequest } from '../ports/job-queue.ts';

/** The timer of one moment of a deadline; a moment that has passed is looked at at once. */
export function deadlineJob(taak: string, moment: TermijnMoment, op: Date, now: Date): JobRequest<'watch-deadline'> {
  const delayMs = op.getTime() - now.getTime();
  return {
    name: 'watch-deadline',
    id: `termijn-${taak}-${moment}`,
    data: { taak, moment },
    ...(delayMs > 0 ? { delayMs } : {}),
  };
}
