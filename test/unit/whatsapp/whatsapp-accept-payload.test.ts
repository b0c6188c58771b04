import { describe, expect, it } from 'vitest';
import { createAcceptPayload } from '#application/accept-payload.ts';
import type { JobRequest } from '#application/ports/job-queue.ts';
import type { Payload } from '#application/ports/payload-store.ts';
import { transient } from '#domain/failure/failure.ts';
import { silentLog } from '#test/support/spine/create-spine.ts';
import { eventually } from '#test/support/eventually.ts';

const payload = (uuid: string, size = 10): Payload => ({ uuid, raw: new Uint8Array(size), receivedAt: new Date(0) });

/** A store whose writes end when the test says so. */
function setUp(limits: Partial<Parameters<typeof createAcceptPayload>[1]> = {}) {
  const groups: string[][] = [];
  const ends: ((failure?: Error) => void)[] = [];
  const jobs: JobRequest[] = [];
  const intake = createAcceptPayload(
    {
      payloads: {
        insert: (all) =>
          new Promise((resolve, reject) => {
            const uuids = all.map(({ uuid }) => uuid);
            groups.push(uuids);
            ends.push((failure) =>
              failure === undefined ? resolve(uuids.filter((uuid) => uuid !== 'known')) : reject(failure),
            );
          }),
      },
      jobs: { enqueue: async (requests) => void jobs.push(...requests) },
      log: silentLog,
    },
    {
      waiting: 100,
      waitingBytes: 10_000,
      deadlineMs: 5_000,
      slowMs: 5_000,
      groupSize: 50,
      groupBytes: 1_000,
      ...limits,
    },
  );
  const written = (count: number) => eventually(() => groups.length === count, { what: `${count} writes` });
  return { intake, groups, ends, jobs, written };
}
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    ({ code }: { code: string }) => code,
  );

describe('deliveries that come while one is being written', () => {
  it('go together in the next write, and each is answered when its own write has ended', async () => {
    const { intake, groups, ends, jobs, written } = setUp();
    const first = codeOf(intake.accept(payload('a')));
    await written(1);
    const others = ['b', 'known', 'c'].map((uuid) => codeOf(intake.accept(payload(uuid))));
    ends[0]?.();
    expect(await first).toBe('accepted');
    await written(2);
    expect(groups).toEqual([['a'], ['b', 'known', 'c']]);
    ends[1]?.();
    expect(await Promise.all(others)).toEqual(['accepted', 'accepted', 'accepted']);
    await intake.drain();
    expect(jobs.map(({ data }) => data)).toEqual([{ payloads: ['a'] }, { payloads: ['b', 'c'] }]);
  });

  it('are bounded in number and bytes per write', async () => {
    const { intake, groups, ends, written } = setUp({ groupSize: 2, groupBytes: 25 });
    const all = [10, 10, 10, 20, 30].map((size, index) => codeOf(intake.accept(payload(String(index), size))));
    for (let write = 0; write < 4; write += 1) {
      await written(write + 1);
      ends[write]?.();
    }
    expect(groups).toEqual([['0', '1'], ['2'], ['3'], ['4']]);
    expect(new Set(await Promise.all(all))).toEqual(new Set(['accepted']));
  });
});

describe('a database that does not keep up', () => {
  it('is not given more than fits: the rest is refused at once', async () => {
    const { intake, ends, written } = setUp({ waiting: 2 });
    const held = [codeOf(intake.accept(payload('a'))), codeOf(intake.accept(payload('b')))];
    expect(await codeOf(intake.accept(payload('c')))).toBe('intake-full');
    await written(1);
    ends[0]?.();
    expect(await Promise.all(held)).toEqual(['accepted', 'accepted']);
  });

  it('that hangs costs a delivery its deadline and no more; what gave up is not written later', async () => {
    const { intake, groups, ends, written } = setUp({ deadlineMs: 30 });
    const first = codeOf(intake.accept(payload('a')));
    await written(1);
    const second = codeOf(intake.accept(payload('b')));
    expect(await Promise.all([first, second])).toEqual(['intake-slow', 'intake-slow']);
    ends[0]?.();
    await intake.drain();
    expect(groups).toEqual([['a']]);
    const next = codeOf(intake.accept(payload('c')));
    await written(2);
    ends[1]?.();
    expect(await next).toBe('accepted');
  });

  it('that fails refuses this group only, without a job, and is seen in the health', async () => {
    const { intake, ends, jobs, written } = setUp();
    const first = codeOf(intake.accept(payload('a')));
    await written(1);
    ends[0]?.(transient('mongodb-unreachable', 'away'));
    expect(await first).toBe('mongodb-unreachable');
    expect(intake.lastFailure()).toBe('mongodb-unreachable');
    const next = codeOf(intake.accept(payload('b')));
    await written(2);
    ends[1]?.();
    expect(await next).toBe('accepted');
    expect(intake.lastFailure()).toBeUndefined();
    expect(jobs).toHaveLength(1);
  });
});
