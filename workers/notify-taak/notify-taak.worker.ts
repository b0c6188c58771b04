import type { NotifyTaak } from '#application/taken/notify-taak.ts';
import type { JobWorker } from '../worker.ts';

export function createNotifyTaakWorker({ notifyTaak }: { notifyTaak: NotifyTaak }): JobWorker<'notify-taak'> {
  return { job: 'notify-taak', handle: ({ taak }) => notifyTaak(taak) };
}
