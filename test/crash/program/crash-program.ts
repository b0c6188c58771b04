import { toFailure } from '#domain/failure/failure.ts';
import { loadConfig } from '#main/config/load-config.ts';
import type { Stores } from '#main/connect-stores.ts';
import { startProgram, type ProgramTimings } from '#main/start-program.ts';
import { crashAt } from '#test/support/crash/crash-at.ts';
import { BREAKS, sabotage } from './sabotage.ts';

/**
 * The program as `npm start` runs it, with what only a test may do: die at a named step (CRASH_AT), miss a guarantee
 * (BREAK), have its clock shifted (CLOCK_SHIFT_MS), and reconcile sooner (TIMINGS, JSON).
 */
const { CRASH_AT: step, BREAK, CLOCK_SHIFT_MS = '0', TIMINGS } = process.env;
const breaks = BREAKS.find((one) => one === BREAK);
const shiftMs = Number(CLOCK_SHIFT_MS);

function decorate(stores: Stores): Stores {
  const sabotaged = breaks === undefined ? stores : sabotage(stores, breaks);
  return step === undefined ? sabotaged : crashAt(sabotaged, step);
}

try {
  const program = await startProgram({
    ...loadConfig(process.env),
    report: () => undefined,
    decorateStores: decorate,
    ...(shiftMs === 0 ? {} : { clock: { now: () => new Date(Date.now() + shiftMs) } }),
    ...(TIMINGS === undefined ? {} : { timings: JSON.parse(TIMINGS) as ProgramTimings }),
  });
  let stopping = false;
  process.on('SIGTERM', () => {
    if (stopping) process.exit(1);
    stopping = true;
    void program.stop().then(() => process.exit(0));
  });
  // A harness that is gone needs no program any more.
  process.on('disconnect', () => process.exit(1));
  process.send?.({ kind: 'started', address: program.address });
} catch (thrown) {
  const { kind, code } = toFailure(thrown);
  process.stderr.write(`not started: ${kind} ${code}\n`);
  process.exit(1);
}
