import { fileURLToPath } from 'node:url';
import { Worker as AnyThread } from 'node:worker_threads';
import type { ReaderRights } from '#application/ports/normalise-module.ts';
import { refuse } from './refuse.ts';

export { isMainThread, parentPort, threadId, workerData } from 'node:worker_threads';

let rights: ReaderRights | undefined;

/** Once, before anything of strangers is read. */
export function allowThreads(given: ReaderRights): void {
  rights = given;
  Object.defineProperty(AnyThread.prototype, 'constructor', { value: refuse });
}

/**
 * What a reader gets for `Worker` of `node:worker_threads`: the files of its rights and no others, behind the same wall
 * (a thread inherits `--import`, unless it is started with other flags), without threads of their own.
 */
export function Worker(file: string | URL): AnyThread {
  const path = file instanceof URL || file.startsWith('file:') ? fileURLToPath(file) : file;
  if (rights === undefined || !rights.threads.map((url) => fileURLToPath(url)).includes(path)) return refuse();
  const own = { ...rights, addons: [], threads: [] } satisfies ReaderRights;
  return new AnyThread(path, { argv: [JSON.stringify(own)], env: {}, stdin: false });
}
