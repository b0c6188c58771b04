import { Command, InvalidArgumentError } from 'commander';

/** `memory` and `scans` are only measured when they are asked for: they take minutes. */
export const SUBJECTS = ['mail', 'latency', 'webhook', 'large', 'memory', 'scans'] as const;
const USUAL = SUBJECTS.filter((subject) => subject !== 'memory' && subject !== 'scans');
export type Subject = (typeof SUBJECTS)[number];

export interface BenchOptions {
  readonly rounds: number;
  readonly quick: boolean;
  readonly json?: string;
  readonly only: readonly Subject[];
}

export function readBenchOptions(args: readonly string[]): BenchOptions {
  return new Command('npm run bench --')
    .description('Measures the program beside reference loops of the same run; only the ratios mean something.')
    .option('--rounds <number>', 'rounds; the median counts', toCount, 3)
    .option('--quick', 'few messages: to see that it runs, not to measure', false)
    .option('--json <file>', 'write the figures there')
    .option('--only <subjects>', `comma list of ${SUBJECTS.join(', ')}`, toSubjects, USUAL)
    .allowExcessArguments(false)
    .parse([...args], { from: 'user' })
    .opts<BenchOptions>();
}

function toCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError('a whole number above zero.');
}

function toSubjects(text: string): Subject[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !(SUBJECTS as readonly string[]).includes(name));
  if (unknown.length > 0) throw new InvalidArgumentError(`unknown: ${unknown.join(', ')}`);
  return names as Subject[];
}
