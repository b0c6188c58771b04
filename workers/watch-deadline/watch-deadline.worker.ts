import type { WatchDeadline } from '#application/taken/watch-deadline.ts';
import type { JobWorker } from '../worker.ts';

export function createWatchDeadlineWorker({
  watchDeadline,
}: {
  watchDeadline: WatchDeadline;
}): JobWorker<'watch-deadline'> {
  return { job: 'watch-deadline', handle: ({ taak, moment }) => watchDeadline(taak, moment) };
}
