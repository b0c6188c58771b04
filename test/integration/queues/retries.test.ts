import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { circuitOpen } from '#domain/failure/circuit-open.ts';
import { defect, rejected, transient, unprocessable } from '#domain/failure/failure.ts';
import { JOBS, type JobName } from '#application/jobs/job-catalogue.ts';
import { eventually } from '#test/support/eventually.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createWorkerWorld } from '#test/support/queues/worker-world.ts';

const stores = isolatedStores();
let world: Awaited<ReturnType<typeof createWorkerWorld>>;
let fail: (() => Error | undefined) | undefined;
const runs: string[] = [];
beforeAll(async () => {
  const handle = (name: JobName) => (data: Record<string, unknown>) => {
    runs.push(`${name} ${JSON.stringify(Object.values(data).flat())}`);
    const failure = fail?.();
    return failure === undefined ? Promise.resolve() : Promise.reject(failure);
  };
  world = await createWorkerWorld(stores, {
    'register-email': handle('register-email'),
    'send-mail': handle('send-mail'),
    'notify-taak': handle('notify-taak'),
  });
});
beforeEach(() => {
  fail = undefined;
  runs.length = 0;
  world.exhausted.length = 0;
});
afterAll(() => world.close());

async function enqueue(name: 'register-email' | 'send-mail' | 'notify-taak') {
  const uuid = randomUUID();
  const id = `${name}-${uuid}`;
  const data =
    name === 'register-email' ? { messages: [uuid] } : name === 'send-mail' ? { uitgaand: uuid } : { taak: uuid };
  await world.jobs.enqueue([{ name, id, data }]);
  return id;
}

describe('a job that fails transiently', () => {
  it('is tried again with growing, spread waits for about a day, and then a person gets it', async () => {
    fail = () => transient('mongodb-unreachable', 'away');
    const id = await enqueue('register-email');
    const { attempts, firstWaitMs, longestWaitMs } = JOBS['register-email'].retry;
    const waits: number[] = [];
    for (let attempt = 1; attempt < attempts; attempt += 1) {
      const job = await eventually(
        async () => {
          const found = await world.get('register-email', id);
          return found.attemptsMade === attempt && (await found.isDelayed()) && found;
        },
        { what: `attempt ${attempt} has failed` },
      );
      waits.push(job.delay);
      const usual = Math.min(firstWaitMs * 2 ** (attempt - 1), longestWaitMs);
      expect(job.delay).toBeGreaterThanOrEqual(Math.floor(usual * 0.8));
      expect(job.delay).toBeLessThanOrEqual(Math.ceil(usual * 1.2));
      expect(world.exhausted).toEqual([]);
      // The test does not wait a day: the job is asked to come now.
      await job.promote();
    }
    await world.inState('register-email', id, 'failed');
    const hours = waits.reduce((sum, wait) => sum + wait, 0) / 3_600_000;
    expect(hours).toBeGreaterThan(20);
    expect(hours).toBeLessThan(29);
    expect(new Set(waits.slice(-20)).size).toBeGreaterThan(10);
    await eventually(() => world.exhausted.length === 1, { what: 'it is given up' });
    expect(world.exhausted[0]).toMatchObject({ job: 'register-email', code: 'mongodb-unreachable' });
  });
});

describe('a job that cannot succeed', () => {
  it.each([
    ['unprocessable', () => unprocessable('mail-unreadable', 'no')],
    ['rejected', () => rejected('not-authentic', 'no')],
  ])('%s: it is given up at once', async (_kind, make) => {
    fail = make;
    const id = await enqueue('register-email');
    const job = await world.inState('register-email', id, 'failed');
    expect(job.attemptsMade).toBe(1);
    await eventually(() => world.exhausted.length === 1, { what: 'it is given up' });
  });

  it('a defect of our own is tried three times', async () => {
    fail = () => defect('unexpected', 'ours');
    const id = await enqueue('register-email');
    for (const attempt of [1, 2]) {
      const job = await eventually(
        async () => {
          const found = await world.get('register-email', id);
          return found.attemptsMade === attempt && (await found.isDelayed()) && found;
        },
        { what: `attempt ${attempt} has failed` },
      );
      await job.promote();
    }
    const job = await world.inState('register-email', id, 'failed');
    expect(job.attemptsMade).toBe(3);
    await eventually(() => world.exhausted.length === 1, { what: 'it is given up' });
  });

  it('attempts that the outside spoilt do not count towards those three', async () => {
    const failures = [transient('mongodb-busy', ''), transient('mongodb-busy', ''), defect('unexpected', '')];
    fail = () => failures.shift();
    const id = await enqueue('register-email');
    for (const attempt of [1, 2, 3]) {
      const job = await eventually(
        async () => {
          const found = await world.get('register-email', id);
          return found.attemptsMade === attempt && (await found.isDelayed()) && found;
        },
        { what: `attempt ${attempt} has failed` },
      );
      await job.promote();
    }
    await world.inState('register-email', id, 'completed');
  });
});

describe('a job that meets an open circuit', () => {
  it('waits until it may be tried, uses up no attempt, and the other jobs go on', async () => {
    const waitMs = 60_000;
    fail = () => (runs.at(-1)?.startsWith('send-mail') === true ? circuitOpen('smtp:info', waitMs) : undefined);
    const id = await enqueue('send-mail');
    const job = await world.inState('send-mail', id, 'delayed');
    expect(job.attemptsMade).toBe(0);
    expect(job.delay).toBeGreaterThan(waitMs * 0.95);
    expect(job.delay).toBeLessThanOrEqual(waitMs * 1.2);
    for (let at = 0; at < 5; at += 1) {
      await (await world.get('send-mail', id)).promote();
      await eventually(() => runs.filter((run) => run.startsWith('send-mail')).length === at + 2, { what: 'it ran' });
      await world.inState('send-mail', id, 'delayed');
    }
    const other = await enqueue('notify-taak');
    await world.inState('notify-taak', other, 'completed');
    fail = undefined;
    const late = await world.get('send-mail', id);
    expect(late.attemptsMade).toBe(0);
    await late.promote();
    await world.inState('send-mail', id, 'completed');
    expect(world.exhausted).toEqual([]);
  });

  it('is given up when it has waited for a day', async () => {
    fail = () => circuitOpen('smtp:info', 60_000);
    const uuid = randomUUID();
    await world.jobs.queues.uitgaand.add(
      'send-mail',
      { uitgaand: uuid },
      { jobId: `mail-${uuid}`, attempts: 36, timestamp: Date.now() - 86_400_001 },
    );
    await world.inState('send-mail', `mail-${uuid}`, 'failed');
    await eventually(() => world.exhausted.length === 1, { what: 'it is given up' });
    expect(world.exhausted[0]).toMatchObject({ job: 'send-mail', code: 'circuit-open' });
  });
});
