import { afterEach, describe, expect, it, vi } from 'vitest';
import { createIntakeBound } from '#application/intake-bound.ts';

function setUp({ most = 10, lookMs = { withRoom: 60_000, whenFull: 0, rest: 0 } } = {}) {
  const world = { open: 0, looks: 0, slowMs: 0, lines: [] as string[] };
  const note = (_facts: object, event: string) => void world.lines.push(event);
  const bound = createIntakeBound({
    source: 'email',
    most,
    countOpen: (limit) => {
      world.looks += 1;
      if (world.slowMs > 0) vi.advanceTimersByTime(world.slowMs);
      return Promise.resolve(Math.min(limit, world.open));
    },
    log: { debug: note, info: note, warn: note, error: note },
    lookMs,
  });
  return { bound, world };
}

describe('the bound of one way in', () => {
  afterEach(() => void vi.useRealTimers());

  it('tells how many may still come, and counts what comes without asking the database each time', async () => {
    const { bound, world } = setUp();
    world.open = 3;
    expect(await bound.room()).toBe(7);
    bound.add(5);
    expect(await bound.room()).toBe(2);
    expect(world.looks).toBe(1);
  });

  it('asks again before it says full: what came in may be registered by now', async () => {
    const { bound, world } = setUp();
    expect(await bound.room()).toBe(10);
    bound.add(10);
    world.open = 4;
    expect(await bound.room()).toBe(6);
  });

  it('is full until there is room, and says so once each time', async () => {
    const { bound, world } = setUp();
    world.open = 25;
    for (let at = 0; at < 3; at += 1) expect(await bound.room()).toBe(0);
    world.open = 2;
    expect(await bound.room()).toBe(8);
    expect(world.lines).toEqual(['intake-full', 'intake-has-room']);
  });

  it('leaves a database that is slow to count in peace for a while: it has to register what is open', async () => {
    vi.useFakeTimers();
    const { bound, world } = setUp({ lookMs: { withRoom: 60_000, whenFull: 1_000, rest: 10 } });
    Object.assign(world, { open: 25, slowMs: 500 });
    expect([await bound.room(), world.looks]).toEqual([0, 1]);
    vi.advanceTimersByTime(4_900);
    expect([await bound.room(), world.looks]).toEqual([0, 1]);
    vi.advanceTimersByTime(200);
    expect([await bound.room(), world.looks]).toEqual([0, 2]);
  });

  it('answers whoever cannot wait from what is known, and looks behind that', async () => {
    const { bound, world } = setUp();
    world.open = 10;
    expect(bound.isFull()).toBe(false);
    await Promise.resolve();
    await Promise.resolve();
    expect(bound.isFull()).toBe(true);
  });
});
