import { loadConfig } from '#main/config/load-config.ts';
import { startProgram } from '#main/start-program.ts';
import { crashAt } from './crash-at.ts';

/** The program as `npm start` runs it, with a step at which it dies when CRASH_AT names one. */
const { CRASH_AT: step, KEY_PREFIX: keyPrefix } = process.env;
const program = await startProgram({
  ...loadConfig(process.env),
  report: () => undefined,
  timings: { reconcileMs: 500, graceMs: 500, lockMs: 1_000 },
  ...(keyPrefix === undefined ? {} : { keyPrefix }),
  ...(step === undefined ? {} : { decorateStores: (stores) => crashAt(stores, step) }),
});
process.on('SIGTERM', () => {
  void program.stop().then(() => process.exit(0));
});
process.send?.({ kind: 'started', address: program.address });
