import { expect, test } from 'vitest';
import { createFairQueue, FULL } from '#application/login/fair-queue.ts';

/** A queue of one place in which the first piece of work stays until it is let go. */
function occupied(limits = { waiting: 4, perSource: 3 }) {
  const queue = createFairQueue({ atOnce: 1, ...limits });
  const done: string[] = [];
  let letGo: () => void = () => undefined;
  const held = queue({ source: 'holder', first: false }, () => new Promise<void>((resolve) => (letGo = resolve)));
  const add = (source: string, name: string, first = false) =>
    queue({ source, first }, async () => {
      done.push(name);
      await Promise.resolve();
      return name;
    });
  return {
    add,
    done,
    finish: async (...all: readonly Promise<unknown>[]) => {
      letGo();
      await held;
      await Promise.all(all);
    },
  };
}

test('sources take turns, whoever came with more', async () => {
  const { add, done, finish } = occupied();
  const all = [add('a', 'a1'), add('a', 'a2'), add('a', 'a3'), add('b', 'b1')];
  await finish(...all);
  expect(done).toEqual(['a1', 'b1', 'a2', 'a3']);
});

test('who goes first goes before everybody who waits', async () => {
  const { add, done, finish } = occupied();
  const all = [add('a', 'a1'), add('b', 'b1'), add('c', 'c1', true)];
  await finish(...all);
  expect(done).toEqual(['c1', 'a1', 'b1']);
});

test('a source has so many places and no more', async () => {
  const { add, finish } = occupied();
  const all = [add('a', 'a1'), add('a', 'a2'), add('a', 'a3')];
  expect(await add('a', 'a4')).toBe(FULL);
  await finish(...all);
});

test('a crowd makes place for one who has nothing waiting, and a full queue of many for nobody', async () => {
  const { add, done, finish } = occupied();
  const crowd = [add('a', 'a1'), add('a', 'a2'), add('a', 'a3'), add('b', 'b1')];
  const alone = [add('c', 'c1'), add('d', 'd1')];
  expect(await add('e', 'e1')).toBe(FULL);
  await finish(...crowd, ...alone);
  expect(await Promise.all(crowd)).toEqual(['a1', FULL, FULL, 'b1']);
  expect(done).toEqual(['a1', 'b1', 'c1', 'd1']);
});

test('work that fails lets the next one go', async () => {
  const queue = createFairQueue({ atOnce: 1, waiting: 4, perSource: 4 });
  const failing = queue({ source: 'a', first: false }, () => Promise.reject(new Error('kapot')));
  const next = queue({ source: 'a', first: false }, () => Promise.resolve('gedaan'));
  await expect(failing).rejects.toThrow('kapot');
  expect(await next).toBe('gedaan');
});
