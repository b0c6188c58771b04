import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReconcileTaken } from '#application/reconcile-taken.ts';
import { startJobWorkers } from '#infrastructure/queues/job-workers.ts';
import { JOB_NAMES } from '#application/jobs/job-catalogue.ts';
import { eventually } from '#test/support/eventually.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { noMetrics, silentLog } from '#test/support/spine/create-spine.ts';
import { anna } from '#test/support/taken/medewerkers.ts';
import { createTakenWorld, infoAccount, type TakenWorld } from '#test/support/taken/taken-world.ts';

const stores = isolatedStores();
let world: TakenWorld;
beforeAll(async () => {
  world = await createTakenWorld(stores, { accounts: infoAccount });
});
afterAll(() => world.close());

const stateOf = (queue: 'interne-taken' | 'uitgaand', id: string) => world.jobs.queues[queue].getJobState(id);

describe('after Redis was emptied', () => {
  it('every untold task, unseen deadline and unsent mail gets its job back, once', async () => {
    world.setNow('2026-11-24T10:00:00Z');
    const untold = await world.ask({ eenheid: 'BURG' });
    const watched = await world.ask({ eenheid: 'BURG' });
    await world.notifyTaak(watched.uuid);
    const asked = await world.ask();
    await world.answerTaak({ taak: asked.uuid, medewerker: anna, antwoord: 'Antwoord' });
    const mails = await world.collection('uitgaand').find({ state: 'open' }).toArray();
    await stores.emptyRedis();
    world.setNow('2026-11-24T16:00:10Z');
    const reconcile = createReconcileTaken(world);
    expect(await reconcile()).toBe(2 + mails.length);
    // Prioritised ones wait beside the plain ones.
    expect(await stateOf('interne-taken', `taak-${untold.uuid}`)).toBe('prioritized');
    expect(await stateOf('interne-taken', `termijn-${watched.uuid}-nadert`)).toBe('waiting');
    for (const { _id } of mails) expect(await stateOf('uitgaand', `mail-${_id}`)).toBe('waiting');
    expect(await reconcile()).toBe(0);
  });

  it('a job that ended without doing its work is given again under a new id', async () => {
    await stores.emptyRedis();
    await world.collection('taakdossiers').deleteMany({});
    await world.collection('uitgaand').deleteMany({});
    world.setNow('2026-11-24T10:00:00Z');
    const { uuid } = await world.ask({ eenheid: 'BURG' });
    const reconcile = createReconcileTaken(world);
    await reconcile();
    const workers = startJobWorkers({
      redisUrl: stores.redisUrl,
      prefix: stores.keyPrefix,
      log: silentLog,
      metrics: noMetrics,
      workers: JOB_NAMES.map((job) => ({ job, handle: () => Promise.resolve() })),
    });
    await eventually(async () => (await stateOf('interne-taken', `taak-${uuid}`)) === 'completed', {
      what: 'the job to end',
    });
    await workers.close();
    expect(await reconcile()).toBe(1);
    expect(await stateOf('interne-taken', `taak-${uuid}-2026-11-24`)).toBe('prioritized');
  });
});

describe('jobs of waiting tasks', () => {
  it('are served by the moment of the contact, not by the making of the task', async () => {
    await stores.emptyRedis();
    await world.collection('taakdossiers').deleteMany({});
    const days = ['2026-11-20', '2026-11-03', '2026-11-17', '2026-11-10'];
    const asked = [];
    for (const day of days) asked.push(await world.ask({ eenheid: 'BURG', op: new Date(`${day}T09:00:00Z`) }));
    await createReconcileTaken(world)();
    const served: string[] = [];
    const workers = startJobWorkers({
      redisUrl: stores.redisUrl,
      prefix: stores.keyPrefix,
      log: silentLog,
      metrics: noMetrics,
      concurrency: { 'interne-taken': 1 },
      workers: JOB_NAMES.map((job) => ({
        job,
        handle: ({ taak }: { taak: string }) => {
          served.push(taak);
          return Promise.resolve();
        },
      })),
    });
    await eventually(() => served.length === days.length, { what: 'every job to be served' });
    await workers.close();
    const dayOf = new Map(asked.map(({ uuid }, at) => [uuid, days[at]]));
    expect(served.map((uuid) => dayOf.get(uuid))).toEqual([...days].sort());
  });
});
