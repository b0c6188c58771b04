import type { TestModule } from 'vitest/node';

export type Tally = { passed: number; failed: number; skipped: number };

/**
 * What a run came to. A file that failed without a failed test in it (it did not load, or a hook broke) and an error
 * outside every test count as failures too: a green line must mean that all of it ran.
 */
export function countTests(modules: readonly TestModule[], errorsOutside: number): Tally {
  // No file at all is a failure too: the servers did not start, or nothing has the name that was asked for.
  const tally: Tally = { passed: 0, failed: errorsOutside + (modules.length === 0 ? 1 : 0), skipped: 0 };
  for (const module of modules) {
    const states = [...module.children.allTests()].map((test) => test.result().state);
    for (const state of states) {
      if (state === 'passed') tally.passed += 1;
      else if (state === 'failed') tally.failed += 1;
      else tally.skipped += 1;
    }
    if (module.state() === 'failed' && !states.includes('failed')) tally.failed += 1;
  }
  return tally;
}

export const isGreen = ({ passed, failed }: Tally) => failed === 0 && passed > 0;

export function describeTally({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
