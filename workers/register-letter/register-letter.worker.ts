import { createRegisterWorker } from '../create-register-worker.ts';
import type { RegisterWorkerDeps } from '../create-register-worker.ts';

/** Registers the accepted scans of one chunk. */
export const createRegisterLetterWorker = (deps: RegisterWorkerDeps) =>
  createRegisterWorker('register-letter', 'letter', deps);
