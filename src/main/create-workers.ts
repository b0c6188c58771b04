import { createRegisterEmailWorker } from '#workers/register-email/register-email.worker.ts';
import { createRegisterFormWorker } from '#workers/register-form/register-form.worker.ts';
import { createRegisterLetterWorker } from '#workers/register-letter/register-letter.worker.ts';
import { startJobWorkers, type JobWorkers, type JobWorkersOptions } from '#infrastructure/queues/job-workers.ts';
import type { createTaken } from './create-taken.ts';
import type { CoreUseCases } from './create-use-cases.ts';
import type { createWhatsapp } from './create-whatsapp.ts';

export interface WorkerParts {
  readonly core: CoreUseCases;
  readonly whatsapp: Pick<ReturnType<typeof createWhatsapp>, 'workers'>;
  readonly taken: Pick<ReturnType<typeof createTaken>, 'workers'>;
}

/** Every job's worker, on its queue. */
export function createWorkers(
  { core, whatsapp, taken }: WorkerParts,
  options: Omit<JobWorkersOptions, 'workers'>,
): JobWorkers {
  return startJobWorkers({
    ...options,
    workers: [
      createRegisterEmailWorker(core),
      createRegisterLetterWorker(core),
      createRegisterFormWorker(core),
      ...whatsapp.workers,
      ...taken.workers,
    ],
  });
}
