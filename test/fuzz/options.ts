import { parseArgs } from 'node:util';
import { targetNames, type TargetName } from './targets.ts';

export interface Options {
  readonly target: TargetName;
  readonly minutes: number;
  readonly runs: number;
  readonly seed: number;
  readonly corpus?: string;
  /** Where findings are saved. */
  readonly out: string;
  readonly minimise: boolean;
  /** Run this file only. */
  readonly replay?: string;
}

export const HELP = `npm run fuzz -- --target ${targetNames.join('|')} [--minutes 10] [--seed N]

Feeds a reader of strangers' bytes with mutated messages, keeps what runs new code, and saves what makes it hang, die,
fill up, throw something unforeseen or answer what may not be. The last line is one JSON object; exit 1 on a finding.

  --target X    what is fuzzed
  --minutes N   how long (10)
  --runs N      or until so many inputs were run
  --seed N      the same number makes the same choices (default: a new one, printed)
  --corpus DIR  begin with the files in DIR too, and keep there what runs new code
  --out DIR     where findings are saved (data/fuzz/<target>)
  --minimise    make findings (or the file of --replay) as small as they can be
  --replay F    run the bytes of this file, and say what comes of it
  --list        the targets`;

/** Throws an Error that says what is wrong; `help` and `list` when that was asked for. */
export function readOptions(args: readonly string[]): Options | 'help' | 'list' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      target: { type: 'string' },
      minutes: { type: 'string' },
      runs: { type: 'string' },
      seed: { type: 'string' },
      corpus: { type: 'string' },
      out: { type: 'string' },
      minimise: { type: 'boolean', default: false },
      replay: { type: 'string' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  if (values.list) return 'list';
  const target = targetNames.find((name) => name === values.target);
  if (target === undefined) throw new Error(`--target is one of ${targetNames.join(', ')}`);
  const minutes = Number(values.minutes ?? 10);
  const runs = Number(values.runs ?? Infinity);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
  if (!(minutes > 0)) throw new Error('--minutes is a number above 0');
  if (!(runs > 0)) throw new Error('--runs is a number above 0');
  if (!Number.isSafeInteger(seed)) throw new Error('--seed is a whole number');
  return {
    target,
    minutes,
    runs,
    seed,
    out: values.out ?? `data/fuzz/${target}`,
    minimise: values.minimise,
    ...(values.corpus === undefined ? {} : { corpus: values.corpus }),
    ...(values.replay === undefined ? {} : { replay: values.replay }),
  };
}
