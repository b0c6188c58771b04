import { Redis } from 'ioredis';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { transient } from '#domain/failure/failure.ts';
import { createSharedCircuits } from '#application/share-circuits.ts';
import { createCircuitBreaker } from '#infrastructure/circuits/circuit-breaker.ts';
import { createPrometheusMetrics } from '#infrastructure/metrics/prometheus-metrics.ts';
import { createCircuitBoard } from '#infrastructure/queues/circuit-board.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { silentLog as log } from '#test/support/spine/create-spine.ts';

const stores = isolatedStores();
const redis = new Redis(stores.redisUrl);
let now = new Date('2026-11-24T09:00:00Z');
const clock = { now: () => now };
const board = createCircuitBoard(redis, stores.keyPrefix);
afterAll(() => {
  redis.disconnect();
});
beforeEach(async () => {
  now = new Date('2026-11-24T09:00:00Z');
  await stores.emptyRedis();
});

/** Two processes of one installation: one sends mail, the other has the screens. */
function setUp() {
  const create = () =>
    createCircuitBreaker({ system: 'smtp:info', threshold: 1, coolDownMs: 20, counts: () => true, log, clock });
  const sending = create();
  const worker = createSharedCircuits({ own: [sending], board, process: 'worker', clock });
  const screens = createSharedCircuits({ own: [create()], board, process: 'http', clock });
  const fail = () => sending.run(() => Promise.reject(transient('smtp-unreachable', 'away'))).catch(() => undefined);
  return { sending, worker, screens, fail };
}

describe('the circuits of an installation', () => {
  it('that open in one process are seen in the others, with the moment, and in the measurements', async () => {
    const { worker, screens, fail } = setUp();
    await fail();
    await worker.publish();
    expect(await screens.status()).toEqual([{ system: 'smtp:info', state: 'open', since: now }]);
    const metrics = createPrometheusMetrics();
    metrics.observe({
      waiting: () => Promise.resolve({}),
      messages: () => Promise.resolve({}),
      circuits: screens.status,
    });
    const text = await metrics.render();
    metrics.close();
    expect(text).toContain('intake_circuit_state{system="smtp:info"} 2');
    expect(text).toContain(`intake_circuit_since_seconds{system="smtp:info"} ${now.getTime() / 1_000}`);
  });

  it('are closed again for all when they close, and when the process that said so is gone', async () => {
    const { sending, worker, screens, fail } = setUp();
    await fail();
    await worker.publish();
    now = new Date(now.getTime() + 31_000);
    expect((await screens.status())[0]?.state).toBe('closed');
    await worker.publish();
    expect((await screens.status())[0]?.state).toBe('open');
    await expect.poll(() => sending.waitMs()).toBe(0);
    await sending.run(() => Promise.resolve());
    await worker.publish();
    expect((await screens.status())[0]?.state).toBe('closed');
  });
});
