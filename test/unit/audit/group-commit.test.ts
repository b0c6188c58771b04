import { expect, test } from 'vitest';
import { transient } from '#domain/failure/failure.ts';
import { createGroupCommit } from '#application/audit/group-commit.ts';

/** A store whose writes take until they are let go. */
function setUp(writers: number) {
  const writes: { things: readonly number[]; end: (thrown?: Error) => void }[] = [];
  const commit = createGroupCommit<number>({
    write: (things) =>
      new Promise((resolve, reject) => {
        writes.push({ things, end: (thrown) => (thrown === undefined ? resolve() : reject(thrown)) });
      }),
    atOnce: 3,
    writers,
  });
  return { writes, commit };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('what comes at the same moment is one write', async () => {
  const { writes, commit } = setUp(4);
  const all = Promise.all([commit.add(1), commit.add(2), commit.add(3)]);
  await turn();
  expect(writes.map(({ things }) => things)).toEqual([[1, 2, 3]]);
  writes[0]?.end();
  await all;
});

test('what comes while a write is under way waits for nobody, until all writers are busy; then it shares the next', async () => {
  const { writes, commit } = setUp(2);
  const first = commit.add(1);
  await turn();
  const second = commit.add(2);
  await turn();
  expect(writes.map(({ things }) => things)).toEqual([[1], [2]]);
  const rest = Promise.all([3, 4, 5, 6].map((thing) => commit.add(thing)));
  await turn();
  expect(writes).toHaveLength(2);
  writes[0]?.end();
  await first;
  await turn();
  expect(writes[2]?.things).toEqual([3, 4, 5]);
  for (const write of writes.slice(1)) write.end();
  await second;
  await turn();
  writes[3]?.end();
  await rest;
});

test('a write that fails is told to those in it, and to nobody else', async () => {
  const { writes, commit } = setUp(1);
  const first = commit.add(1);
  await turn();
  const second = commit.add(2);
  writes[0]?.end(transient('mongodb-unreachable', 'away'));
  await expect(first).rejects.toThrow('away');
  await turn();
  writes[1]?.end();
  await second;
});

test('nothing is under way any more once it is drained', async () => {
  const { writes, commit } = setUp(1);
  const first = commit.add(1);
  const drained = commit.drain();
  await turn();
  writes[0]?.end();
  await drained;
  await first;
  expect(writes).toHaveLength(1);
});
