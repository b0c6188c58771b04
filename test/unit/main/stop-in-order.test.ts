import { describe, expect, it } from 'vitest';
import { STOP_LIMITS, stopInOrder } from '#main/stop-in-order.ts';

const limits = { part: 60, total: 100, atLeast: 10 };

function recorder() {
  const stopped: string[] = [];
  const warnings: string[] = [];
  const log = {
    debug: () => undefined,
    info: () => undefined,
    error: () => undefined,
    warn: ({ name }: { name?: unknown }, event: string) => void warnings.push(`${String(name)} ${event}`),
  };
  const good = (name: string) => ({ name, stop: () => Promise.resolve(void stopped.push(name)) });
  const hanging = (name: string) => ({ name, stop: () => new Promise<void>(() => undefined) });
  return { stopped, warnings, log, good, hanging };
}

describe('stopping in order', () => {
  it('stops one part after the other; one that fails does not keep the next from stopping', async () => {
    const { stopped, warnings, log, good } = recorder();
    const failing = { name: 'http', stop: () => Promise.reject(new Error('no')) };
    const throwing = {
      name: 'smtp',
      stop: () => {
        throw new Error('no');
      },
    };
    await stopInOrder([good('sources'), failing, throwing, good('stores')], log, limits);
    expect(stopped).toEqual(['sources', 'stores']);
    expect(warnings).toEqual(['http stopping-failed', 'smtp stopping-failed']);
  });

  it('parts that hang take no longer than the limit together, and the last one is still stopped', async () => {
    const { stopped, warnings, log, good, hanging } = recorder();
    const names = ['sources', 'http', 'workers', 'readers'];
    const start = performance.now();
    await stopInOrder([...names.map(hanging), good('servers')], log, limits);
    expect(performance.now() - start).toBeLessThan(limits.total + names.length * limits.atLeast + 200);
    expect(stopped).toEqual(['servers']);
    expect(warnings).toEqual(names.map((name) => `${name} stopping-took-too-long`));
  });

  it('leaves time to spare within thirty seconds, whatever hangs', () => {
    const parts = 15;
    expect(STOP_LIMITS.total + parts * STOP_LIMITS.atLeast).toBeLessThan(30_000);
  });
});
