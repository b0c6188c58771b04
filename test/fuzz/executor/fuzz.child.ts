import type { Limits } from '../finding.ts';
import type { FuzzTarget } from '../target.ts';
import { startCoverage, type FunctionCover } from './coverage.ts';
import { createRunner, type Runner } from './run-inputs.ts';

/** Main file of the process in which a target reads: it may hang, fill up or die, and the fuzzer goes on. */
export type ToChild =
  | {
      readonly kind: 'begin';
      readonly module: string;
      readonly limits: Limits;
      readonly known: readonly FunctionCover[];
    }
  | { readonly kind: 'run'; readonly inputs: readonly Uint8Array[] };

let ready: Promise<Runner> | undefined;

async function begin({ module, limits, known }: Extract<ToChild, { kind: 'begin' }>) {
  // Before the target is loaded: V8 counts blocks only in functions that it compiles from now on.
  const coverage = startCoverage(known);
  const { target } = (await import(module)) as { target: FuzzTarget };
  // Loading is nobody's merit.
  coverage.commit(coverage.gain());
  return createRunner(target, coverage, limits);
}

async function run(inputs: readonly Uint8Array[]) {
  if (ready === undefined) throw new Error('Nothing to run yet');
  process.send?.(await (await ready).run(inputs));
}

process.on('message', (message: ToChild) => {
  if (message.kind === 'begin') {
    ready = begin(message);
    void ready.then(() => process.send?.('ready'));
  } else void run(message.inputs);
});
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined);
