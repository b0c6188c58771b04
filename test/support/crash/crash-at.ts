import type { Stores } from '#main/connect-stores.ts';

/** `store.method:before` or `store.method:after`, as in `messages.accept:after`. */
export type CrashStep = `${string}.${string}:${'before' | 'after'}`;

/**
 * The same stores, but the process is killed (SIGKILL, by itself) the first time it gets to the named step: nothing is
 * flushed, closed or told to anybody, as when the power goes.
 */
export function crashAt(stores: Stores, step: string): Stores {
  const [, name = '', method = '', moment = ''] = /^(\w+)\.(\w+):(before|after)$/.exec(step) ?? [];
  const store = (stores as unknown as Record<string, Record<string, unknown>>)[name];
  const original = store?.[method];
  if (store === undefined || typeof original !== 'function') throw new Error(`no such step: ${step}`);
  const dying = async (...given: unknown[]): Promise<unknown> => {
    if (moment === 'before') process.kill(process.pid, 'SIGKILL');
    const answer: unknown = await (original as (...args: unknown[]) => unknown).apply(store, given);
    process.kill(process.pid, 'SIGKILL');
    return answer;
  };
  return { ...stores, [name]: { ...store, [method]: dying } };
}
