import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpWorld, type HttpWorld } from '#test/support/http/create-http-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
const BOARD = '/beheer/wachtrijen/api/queues';
let isWritable = true;
let world: HttpWorld;
beforeAll(async () => {
  world = await createHttpWorld(stores, {
    workers: false,
    beforeLine: () => (isWritable ? Promise.resolve() : Promise.reject(new Error('the log is full'))),
  });
});
afterAll(() => world.close());

async function operator() {
  const dirk = await world.as('dirk');
  return (method: string, path: string, body?: object) =>
    dirk.send(method, `${BOARD}${path}`, { origin: world.address }, body);
}

async function failedJob() {
  const { queue, id } = { queue: world.jobs.queues['uitgaand'], id: `mail-${crypto.randomUUID()}` };
  await queue.add('send-mail', { uitgaand: crypto.randomUUID() }, { jobId: id, delay: 3_600_000 });
  return id;
}

test('who pauses, resumes, empties or moves jobs on the board is in the log, with what and which queue', async () => {
  const change = await operator();
  const id = await failedJob();
  const from = world.lines.length;
  for (const path of [
    '/pause',
    '/resume',
    '/triage/pause',
    '/triage/resume',
    `/uitgaand/${id}/promote`,
    `/uitgaand/${id}/clean`,
    '/uitgaand/retry/failed',
    '/uitgaand/clean/completed',
    '/uitgaand/promote',
    '/uitgaand/empty',
  ])
    expect([path, Math.floor((await change('PUT', path)).status / 100)]).toEqual([path, 2]);
  expect(world.lines.slice(from).map(({ door, handeling }) => `${door}: ${handeling}`)).toEqual([
    'dirk: alle wachtrijen gepauzeerd',
    'dirk: alle wachtrijen hervat',
    'dirk: wachtrij triage: gepauzeerd',
    'dirk: wachtrij triage: hervat',
    `dirk: ${`wachtrij uitgaand: job vervroegd ${id}`.slice(0, 80)}`,
    `dirk: ${`wachtrij uitgaand: job weggehaald ${id}`.slice(0, 80)}`,
    'dirk: wachtrij uitgaand: jobs opnieuw failed',
    'dirk: wachtrij uitgaand: jobs weggehaald completed',
    'dirk: wachtrij uitgaand: uitgestelde jobs vervroegd',
    'dirk: wachtrij uitgaand: geleegd',
  ]);
});

test('nobody makes or changes a job by hand: not by adding, not by duplicating, not by editing', async () => {
  const change = await operator();
  const id = await failedJob();
  const data = { uitgaand: crypto.randomUUID() };
  const from = world.lines.length;
  const before = await world.jobs.queues['uitgaand'].getJob(id);
  for (const [method, path, body] of [
    ['POST', '/uitgaand/add', { name: 'send-mail', data }],
    ['PATCH', `/uitgaand/${id}/update-data`, { jobData: data }],
    ['PATCH', `/uitgaand/${id}/delay`, { delay: 0 }],
    ['PATCH', `/uitgaand/${id}/priority`, { priority: 1 }],
    ['PUT', '/uitgaand/job-schedulers/x/run', {}],
  ] as const)
    expect([path, (await change(method, path, body)).status]).toEqual([path, 403]);
  const after = await world.jobs.queues['uitgaand'].getJob(id);
  expect(after?.data).toEqual(before?.data);
  expect(after?.delay).toBe(before?.delay);
  expect(await world.jobs.queues['uitgaand'].getJobCountByTypes('waiting', 'delayed')).toBe(1);
  expect(world.lines.slice(from).map(({ handeling }) => handeling)).toContain(
    'geweigerd: POST /beheer/wachtrijen/api/queues/:queueName/add',
  );
});

test('a change that cannot be written down does not happen', async () => {
  const change = await operator();
  isWritable = false;
  try {
    expect((await change('PUT', '/triage/pause')).status).toBeGreaterThanOrEqual(500);
    expect(await world.jobs.queues.triage.isPaused()).toBe(false);
  } finally {
    isWritable = true;
  }
});

test('what the board shows of a job is ids, also of one about a citizen', async () => {
  const { uuid } = await world.ask({ onderwerp: 'bordgeheim', email: 'bordgeheim@burger.example' });
  await world.jobs.enqueue([{ name: 'notify-taak', id: `notify-${uuid}`, data: { taak: uuid } }]);
  const dirk = await world.as('dirk');
  const list = await dirk.get(`${BOARD}?activeQueue=interne-taken&page=1&jobsPerPage=20`);
  expect(list.text).toContain(uuid);
  const one = await dirk.get(`${BOARD}/interne-taken/notify-${uuid}`);
  expect(one.status).toBe(200);
  expect(list.text + one.text).not.toContain('bordgeheim');
});
