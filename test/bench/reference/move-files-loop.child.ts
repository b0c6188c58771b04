import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { answerTask } from '../measure/run-child.ts';

export interface MoveTask {
  /** Its files are read, hashed and moved. */
  readonly from: string;
  readonly to: string;
}

export interface MoveAnswer {
  readonly perSecond: number;
  /** Milliseconds, of its event loop: what this machine does to any process at the moment. */
  readonly stallMs: number;
}

/** Reference loop 3: the same files read, hashed and moved, one after the other, and nothing else. */
answerTask<MoveTask, MoveAnswer>(async ({ from, to }) => {
  await mkdir(to, { recursive: true });
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const start = performance.now();
  const names = await readdir(from);
  const seen = new Set<string>();
  for (const name of names) {
    const bytes = await readFile(join(from, name));
    seen.add(createHash('sha256').update(bytes).digest('hex'));
    await rename(join(from, name), join(to, name));
  }
  return { perSecond: (seen.size * 1000) / (performance.now() - start), stallMs: delay.max / 1e6 };
});
