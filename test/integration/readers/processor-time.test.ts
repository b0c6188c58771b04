import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { commandLineOf } from '#infrastructure/embedded/process-signals.ts';
import { createReaderProcess } from '#infrastructure/readers/reader-process.ts';
import { familyOf } from '#test/bench/measure/cpu-time.ts';

const module = new URL('../../support/spine/plain-text.normalise.ts', import.meta.url).href;
const task = (text: string) => ({
  module,
  settings: {},
  inputs: [
    {
      uuid: 'b6d1d3a4-6c40-4b53-9a57-0f7a4d9d6a10',
      key: 'sleutel',
      receivedAt: new Date(),
      envelope: {},
      mediaType: 'text/plain',
      size: text.length,
      sha256: '0'.repeat(64),
      raw: Buffer.from(text),
    },
  ],
});
const LIMIT_MS = 600;
let reader = createReaderProcess({ maxMemoryMb: 64 });
afterEach(() => {
  reader.close();
  reader = createReaderProcess({ maxMemoryMb: 64 });
});

it.runIf(process.platform === 'linux')(
  'a machine that has no time for the reader is no fault of the message',
  async () => {
    await reader.run(task('vraag'), { timeoutMs: 10_000 });
    const pid = familyOf(process.pid).find((one) => commandLineOf(one).includes('reader.child')) ?? 0;
    expect(pid).toBeGreaterThan(1);
    process.kill(pid, 'SIGSTOP');
    const answer = reader.run(task('vraag'), { timeoutMs: LIMIT_MS });
    answer.catch(() => undefined);
    await delay(2 * LIMIT_MS);
    process.kill(pid, 'SIGCONT');
    await expect(answer).resolves.toHaveLength(1);
  },
);
