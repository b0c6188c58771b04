import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const HARNESS = fileURLToPath(new URL('../crash/index.ts', import.meta.url));
/** The plan is fixed; what the processes make of it is not: a failure shows its whole story. */
const SEED = '5';
/** It takes about eighty seconds; the limit is for a machine that has much else to do. */
const LIMIT_MS = 280_000;

interface Ending {
  readonly story: string;
  readonly code: number | null;
}

function runHarness(...args: string[]): Promise<Ending> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [HARNESS, ...args],
      { timeout: LIMIT_MS, maxBuffer: 16 * 1024 * 1024 },
      (_error, stdout, stderr) => {
        resolve({ story: `${stdout}${stderr}`, code: child.exitCode });
      },
    );
  });
}

it(
  'every kind of fault once, under traffic in all channels: nothing lost, doubled, stuck, half or dangling',
  { timeout: LIMIT_MS + 5_000 },
  async () => {
    const { story, code } = await runHarness('--short', '--seed', SEED);
    const last = story.trim().split('\n').at(-1) ?? '';
    expect(last, story).toMatch(/^\{/);
    const summary = JSON.parse(last) as Record<string, number>;
    expect(summary, story).toMatchObject({ lost: 0, doubled: 0, stuck: 0, half: 0, dangling: 0 });
    expect(summary['registered'], story).toBeGreaterThan(40);
    expect(summary['faults'], story).toBeGreaterThan(10);
    expect(code).toBe(0);
  },
);
