/** Whose work it is. */
export interface Turn {
  /** All work of one source is done in its own order, and no source more than others. */
  readonly source: string;
  /** Before everybody who is not. */
  readonly first: boolean;
}

export interface FairQueueLimits {
  readonly atOnce: number;
  /** Pieces of work that may wait, of those who go first and of the others apart. */
  readonly waiting: number;
  /** Of these at most so many of one source. */
  readonly perSource: number;
}

export const FULL = Symbol('full');

export type FairQueue = <T>(turn: Turn, work: () => Promise<T>) => Promise<T | typeof FULL>;

/** Does so much at once, the rest in turns: one of each source. What finds no place answers FULL at once. */
export function createFairQueue({ atOnce, waiting, perSource }: FairQueueLimits): FairQueue {
  const lanes = { first: createLane(), others: createLane() };
  let running = 0;

  return async (turn, work) => {
    if (running < atOnce) running += 1;
    else if (!(await wait(turn))) return FULL;
    try {
      return await work();
    } finally {
      // The place goes from one to the next: nobody slips in between.
      const next = lanes.first.take() ?? lanes.others.take();
      if (next === undefined) running -= 1;
      else next(true);
    }
  };

  function wait({ source, first }: Turn): Promise<boolean> {
    const lane = first ? lanes.first : lanes.others;
    if (lane.countOf(source) >= perSource) return Promise.resolve(false);
    // A crowd of one source makes place for one who has nothing waiting yet.
    if (lane.count() >= waiting && !lane.makePlace(source)) return Promise.resolve(false);
    return new Promise((resolve) => {
      lane.add(source, resolve);
    });
  }
}

type Waiter = (mayGo: boolean) => void;

function createLane() {
  /** By source; the source whose turn it is stands first. */
  const waiters = new Map<string, Waiter[]>();
  const countOf = (source: string) => waiters.get(source)?.length ?? 0;
  const put = (source: string, own: Waiter[]) => {
    waiters.delete(source);
    if (own.length > 0) waiters.set(source, own);
  };
  return {
    countOf,
    count: () => [...waiters.values()].reduce((sum, own) => sum + own.length, 0),
    add: (source: string, waiter: Waiter) => {
      const own = waiters.get(source);
      if (own === undefined) waiters.set(source, [waiter]);
      else own.push(waiter);
    },
    take: (): Waiter | undefined => {
      const [whose] = waiters;
      if (whose === undefined) return undefined;
      const [source, [waiter, ...rest]] = whose;
      put(source, rest);
      return waiter;
    },
    makePlace: (source: string): boolean => {
      const [crowd] = [...waiters].toSorted(([, a], [, b]) => b.length - a.length);
      if (crowd === undefined || crowd[1].length <= countOf(source) + 1) return false;
      crowd[1].pop()?.(false);
      return true;
    },
  };
}
