import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, registerOf } from '#test/support/model/judge.ts';
import { play, type Guarantees, type Role } from '#test/support/model/play.ts';
import { newMessage } from '#test/support/spine/create-spine.ts';

/** The first word says how the message ends; the poison ones stand among the others of their chunk. */
const KINDS = ['vraag', 'onleesbaar', 'vraag', 'automatisch', 'defect'];
const MESSAGES = KINDS.map((kind, place) => newMessage(`${kind} ${place}`, place));
const place = fc.nat({ max: MESSAGES.length - 1 });

/** Most processes die somewhere; the longest road (a chunk with a poison message) has about sixty points. */
const dies = fc.oneof(fc.nat({ max: 60 }), fc.constant(1_000));
const role: fc.Arbitrary<Role> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('deliver' as const),
      places: fc.uniqueArray(place, { minLength: 1 }),
      dies,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('work' as const),
      takes: fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 4 }),
      dies,
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('reconcile' as const), dies }) },
  { weight: 1, arbitrary: fc.constant({ does: 'empty the queue' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('person' as const),
      act: fc.constantFrom('release' as const, 'discard' as const, 'reopen' as const),
      place,
      thinks: fc.nat({ max: 80 }),
    }),
  },
);
const roles = fc.array(role, { minLength: 2, maxLength: 9 });

const calm = await play(fc.sample(fc.scheduler(), 1)[0] as fc.Scheduler, MESSAGES, []);

/** Whatever comes between: the same documents. */
const property = (guarantees: Guarantees) =>
  fc.asyncProperty(fc.scheduler(), roles, async (scheduler, some) => {
    const world = await play(scheduler, MESSAGES, some, guarantees);
    expect(judge(world, MESSAGES).join('; ')).toBe('');
    expect(registerOf(world)).toBe(registerOf(calm));
  });

describe('any interleaving of repeated delivery, work, crashes, reconciling and people', () => {
  it(
    'ends in the same documents: one unit each, nothing half, parked until a person acts',
    { timeout: 60_000 },
    async () => {
      expect(judge(calm, MESSAGES)).toEqual([]);
      await fc.assert(property({}), { numRuns: 1_000 });
    },
  );

  it.each([
    ['the unique key of messages', { messageKey: false }, /accepted \d times/],
    ['registering once, by key and by state,', { registeredOnce: false }, /\d units/],
    ['the reconciler', { reconciler: false }, /open instead of/],
    ['storing before acknowledging', { storedFirst: false }, /lost/],
  ] as const)('shows it when %s is taken away', { timeout: 60_000 }, async (_guarantee, without, found) => {
    const { failed, errorInstance } = await fc.check(property(without), { numRuns: 1_000, endOnFailure: true });
    expect(failed).toBe(true);
    expect(String((errorInstance as Error | null)?.message)).toMatch(found);
  });
});
