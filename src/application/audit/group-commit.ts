import { toFailure, type Failure } from '#domain/failure/failure.ts';

/** Puts one thing away; when it resolves the thing is stored. Rejects with a Failure when its write threw. */
export interface GroupCommit<T> {
  add(thing: T): Promise<void>;
  /** Resolves when nothing is under way any more. */
  drain(): Promise<void>;
}

export interface GroupCommitOptions<T> {
  /** All of them stored, or it throws. */
  readonly write: (things: readonly T[]) => Promise<void>;
  /** Things in one write. */
  readonly atOnce: number;
  /** Writes under way at once: a thing alone waits for nobody, and under a load many share one. */
  readonly writers: number;
}

interface Waiting<T> {
  readonly thing: T;
  readonly settle: (failure?: Failure) => void;
}

/** What comes at the same moment is written together, and so is what came while all writers were busy. */
export function createGroupCommit<T>({ write, atOnce, writers }: GroupCommitOptions<T>): GroupCommit<T> {
  const waiting: Waiting<T>[] = [];
  const running = new Set<Promise<void>>();

  return {
    add: (thing) =>
      new Promise((resolve, reject) => {
        waiting.push({
          thing,
          settle: (failure) => {
            if (failure === undefined) resolve();
            else reject(failure);
          },
        });
        if (running.size < writers) start();
      }),
    drain: async () => {
      while (running.size > 0) await Promise.all(running);
    },
  };

  function start(): void {
    const run = writeAll().finally(() => running.delete(run));
    running.add(run);
  }

  async function writeAll(): Promise<void> {
    // After the sockets of this turn were read, so that what came together is written together.
    await new Promise((resolve) => void setImmediate(resolve));
    while (waiting.length > 0) {
      const some = waiting.splice(0, atOnce);
      const failure = await write(some.map(({ thing }) => thing)).then(() => undefined, toFailure);
      for (const { settle } of some) settle(failure);
    }
  }
}
