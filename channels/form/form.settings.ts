import { NO_RIGHTS, type NormaliseUnit } from '#application/ports/normalise-module.ts';

/** How the program runs the reader of forms: they are small, and were checked before they were accepted. */
export const formNormaliseUnit = (): NormaliseUnit => ({
  module: new URL('./form.normalise.ts', import.meta.url),
  settings: {},
  rights: NO_RIGHTS,
  timeoutMs: 10_000,
  maxMemoryMb: 256,
  batchSize: 50,
});
