import { describe, expect, it } from 'vitest';
import { createExecutor } from '#test/fuzz/executor/executor.ts';
import type { Limits } from '#test/fuzz/finding.ts';
import { fuzz, runAlone, type FuzzOptions } from '#test/fuzz/fuzz.ts';
import { minimise } from '#test/fuzz/minimise.ts';

const planted = (name: string) => new URL(`../../support/fuzz/${name}.target.ts`, import.meta.url);
const MAGIC = planted('magic');
const GREEDY = planted('greedy');
/** Small, so that a test that waits for them is short; times are of the processor. */
const LIMITS: Limits = { slowMs: 250, hangMs: 1_000, memoryMb: 220 };
const nothing = () => undefined;

const search = (options: Partial<FuzzOptions>) =>
  fuzz({ module: MAGIC, seed: 1, limits: LIMITS, minutes: 0.5, runs: Infinity, most: 1, ...options }, nothing);

describe('the fuzzer', () => {
  it('is led by what was run to a fault that chance reaches once in a million, and makes it as small as it can be', async () => {
    const { found, runs, blocks, corpus } = await search({});
    expect(found.map(({ fault }) => fault.where)).toEqual([
      expect.stringMatching(/^TypeError .*magic\.target\.ts:\d+$/),
    ]);
    expect(runs).toBeLessThan(200_000);
    expect(blocks).toBeGreaterThanOrEqual(6);
    expect(corpus).toBeGreaterThanOrEqual(6);
    const [finding] = found;
    if (finding === undefined) throw new Error('Nothing found');
    const least = await minimise(MAGIC, LIMITS, finding, performance.now() + 10_000);
    expect(least.byteLength).toBe(5);
  });

  it('makes the same choices for the same seed', async () => {
    const [one, other] = [await search({ runs: 1_000 }), await search({ runs: 1_000 })];
    expect({ ...one, ...measured }).toEqual({ ...other, ...measured });
  });

  it.each([
    ['HANG', 'hang'],
    ['NEVER', 'hang'],
    ['GROW', 'memory'],
    ['DIE', 'crash'],
    ['LATE', 'crash'],
    ['SLOW', 'slow'],
    ['WRONG', 'rule'],
    ['{"__proto__"', 'rule'],
  ])('takes an input with %s for a %s', async (text, kind) => {
    expect((await runAlone(GREEDY, LIMITS, Buffer.from(text))).map((fault) => fault.kind)).toEqual([kind]);
  });

  it('finds the one input of a batch that its process died of, and goes on with the others', async () => {
    const executor = createExecutor(GREEDY, LIMITS);
    const { faults } = await executor.run(['a', 'b', 'GROW', 'c', 'WRONG', 'd'].map((text) => Buffer.from(text)));
    executor.close();
    expect(faults.map(({ index, fault }) => [index, fault.kind])).toEqual([
      [2, 'memory'],
      [4, 'rule'],
    ]);
  });
});

/** What a machine may make another number of. */
const measured = { seconds: 0, runsPerSecond: 0, slowestMs: 0, peakMb: 0, found: [], findings: 0 };
