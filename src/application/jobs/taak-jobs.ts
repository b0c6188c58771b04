import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { JobRequest } from '../ports/job-queue.ts';

const FIVE_MINUTES = 300_000;
const EPOCH = Date.parse('2026-01-01T00:00:00Z');
/** BullMQ's highest priority number. */
const LAST = 2_097_152;

/** Longest waiting first, counted from the contact (acceptance statement 54): older moments give lower numbers. */
export function priorityOf(plaatsgevondenOp: Date): number {
  const place = Math.floor((plaatsgevondenOp.getTime() - EPOCH) / FIVE_MINUTES) + 1;
  return Math.min(Math.max(place, 1), LAST);
}

/** The one job that tells the unit about its task. */
export function taakJobs({ uuid, plaatsgevondenOp }: Pick<TaakDossier, 'uuid' | 'plaatsgevondenOp'>): JobRequest[] {
  return [{ name: 'notify-taak', id: `taak-${uuid}`, data: { taak: uuid }, priority: priorityOf(plaatsgevondenOp) }];
}
