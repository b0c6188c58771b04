import { parseArgs } from 'node:util';
import { BREAKS, type Break } from './program/sabotage.ts';

export interface CrashOptions {
  /** Minutes of traffic and faults; the time to drain comes after it. */
  readonly minutes: number;
  readonly seed: number;
  /** A fixed, small selection of every kind of fault under little traffic, with quick timings. */
  readonly short: boolean;
  /** A guarantee that is switched off, to see that the harness finds it. */
  readonly breaks?: Break;
}

export const HELP = `npm run crash -- [--minutes 60] [--seed N] [--short] [--break ${BREAKS.join('|')}]

Runs the program as separate processes under traffic in all channels, breaks things by a seeded plan, and compares what
was sent with what stands registered. The last line is one JSON object; exit 0 only when nothing is lost, doubled,
stuck, half or dangling.

  --minutes N   how long traffic and faults go on (60; with --short 0.75)
  --seed N      the same number gives the same plan (default: a new one, printed)
  --short       every kind of fault once, little traffic: under three minutes
  --break X     switch one guarantee off: ack-first (acknowledge before storing), no-key (no unique key),
                no-reconcile (no reconciler); the run must then fail`;

const SHORT_MINUTES = 0.75;
const LONG_MINUTES = 60;

/** Throws an Error that says what is wrong with the arguments; undefined when help was asked for. */
export function readOptions(args: readonly string[]): CrashOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string' },
      seed: { type: 'string' },
      short: { type: 'boolean', default: false },
      break: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  const breaks = BREAKS.find((one) => one === values.break);
  if (values.break !== undefined && breaks === undefined) throw new Error(`--break is one of ${BREAKS.join(', ')}`);
  const minutes = Number(values.minutes ?? (values.short ? SHORT_MINUTES : LONG_MINUTES));
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
  if (!(minutes > 0)) throw new Error('--minutes is a number above 0');
  if (!Number.isSafeInteger(seed)) throw new Error('--seed is a whole number');
  return { minutes, seed, short: values.short, ...(breaks === undefined ? {} : { breaks }) };
}
