import { loadConfig } from '#main/config/load-config.ts';
import { startProgram } from '#main/start-program.ts';
import { stopOnSignal } from '#main/stop-on-signal.ts';
import { crashAt } from './crash-at.ts';
import { hangAt } from './hang-at.ts';

/** The program as `npm start` runs it, with a step at which it dies (CRASH_AT) or that never ends (HANG_AT). */
const { CRASH_AT: step, HANG_AT: hanging, KEY_PREFIX: keyPrefix } = process.env;
const starting = startProgram({
  ...loadConfig(process.env),
  report: () => undefined,
  timings: { reconcileMs: 500, graceMs: 500, lockMs: 1_000 },
  ...(keyPrefix === undefined ? {} : { keyPrefix }),
  ...(hanging === undefined ? {} : { decorateStores: (stores) => hangAt(stores, hanging) }),
  ...(step === undefined ? {} : { decorateStores: (stores) => crashAt(stores, step) }),
});
stopOnSignal(starting, () => undefined);
const { address, mongodbUri, redisUrl } = await starting;
process.send?.({ kind: 'started', address, mongodbUri, redisUrl });
