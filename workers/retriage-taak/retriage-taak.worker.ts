import type { RetriageTaak } from '#application/taken/retriage-taak.ts';
import type { JobWorker } from '../worker.ts';

export function createRetriageTaakWorker({ retriageTaak }: { retriageTaak: RetriageTaak }): JobWorker<'retriage-taak'> {
  return { job: 'retriage-taak', handle: ({ taak }) => retriageTaak(taak) };
}
