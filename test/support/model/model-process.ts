import type { Scheduler } from 'fast-check';
import type { Turn } from '../memory/memory-database.ts';

/** One process of the model: what it runs stops for good, without a word to anybody, when its points are used up. */
export interface ModelProcess {
  readonly turn: Turn;
  /** Answers false when the process died on the way. What the work throws is the work's own business. */
  run(work: () => Promise<void>): Promise<boolean>;
}

/** Nothing: a call to which the answer never comes. */
const never = <T>() => new Promise<T>(() => undefined);

/**
 * A process whose calls come in any order among those of the others: each call is asked at a moment of the scheduler's
 * choice, and answered at another. It can die at each of both, so with and without the effect.
 */
export function createModelProcess(scheduler: Scheduler, name: string, points: number): ModelProcess {
  const death = Promise.withResolvers<false>();
  let left = points;
  const point = async (label: string): Promise<void> => {
    if (left === 0) {
      death.resolve(false);
      await never();
    }
    left -= 1;
    await scheduler.schedule(Promise.resolve(), `${name}: ${label}`);
  };
  return {
    turn: async (call, effect) => {
      await point(call);
      const answer = effect();
      await point(`${call}, answered`);
      return answer;
    },
    run: (work) => Promise.race([work().then(() => true), death.promise]),
  };
}
