import { createRegisterWorker } from '../create-register-worker.ts';
import type { RegisterWorkerDeps } from '../create-register-worker.ts';

/** Registers the accepted forms of one chunk. */
export const createRegisterFormWorker = (deps: RegisterWorkerDeps) =>
  createRegisterWorker('register-form', 'form', deps);
