import { createRegisterWorker } from '../create-register-worker.ts';
import type { RegisterWorkerDeps } from '../create-register-worker.ts';

/** Registers the accepted mails of one chunk. */
export const createRegisterEmailWorker = (deps: RegisterWorkerDeps) =>
  createRegisterWorker('register-email', 'email', deps);
