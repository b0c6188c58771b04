import type { FetchMedia } from '#application/fetch-media.ts';
import type { JobWorker } from '../worker.ts';

export interface FetchMediaWorkerDeps {
  readonly fetchMedia: FetchMedia;
}

/**
 * The medium of a message is fetched and kept. No `exhausted`: a platform that was away or a token that had expired is
 * no reason to give a medium up; the reconciler asks again until Meta no longer has it.
 */
export function createFetchMediaWorker({ fetchMedia }: FetchMediaWorkerDeps): JobWorker<'fetch-media'> {
  return { job: 'fetch-media', handle: ({ message }) => fetchMedia(message) };
}
