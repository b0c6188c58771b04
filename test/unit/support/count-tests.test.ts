import type { TestModule } from 'vitest/node';
import { expect, it } from 'vitest';
import { countTests, describeTally, isGreen } from '#test/support/count-tests.ts';

type State = 'passed' | 'failed' | 'skipped';

/** A file as vitest reports it, with no more of it than is counted. */
const file = (state: State, ...tests: State[]) =>
  ({
    state: () => state,
    children: { allTests: () => tests.map((one) => ({ result: () => ({ state: one }) })) },
  }) as unknown as TestModule;

it('every test is counted once', () => {
  const tally = countTests([file('failed', 'passed', 'failed'), file('passed', 'passed', 'skipped')], 0);
  expect(describeTally(tally)).toBe('2 passed, 1 failed, 1 skipped');
  expect(isGreen(tally)).toBe(false);
});

it('a file that did not load is a failure although no test of it ran', () => {
  expect(describeTally(countTests([file('passed', 'passed'), file('failed')], 0))).toBe('1 passed, 1 failed');
});

it('an error outside every test is a failure', () => {
  expect(describeTally(countTests([file('passed', 'passed')], 1))).toBe('1 passed, 1 failed');
});

it('a run without a single file is a failure', () => {
  expect(describeTally(countTests([], 0))).toBe('0 passed, 1 failed');
});

it('a run in which nothing ran is not green', () => {
  expect(isGreen(countTests([file('skipped', 'skipped')], 0))).toBe(false);
  expect(isGreen(countTests([file('passed', 'passed')], 0))).toBe(true);
});
