import type { Failure } from '#domain/failure/failure.ts';
import { folderFailure } from './letter.errors.ts';

/** Milliseconds that each troubled scan adds: a folder full of them costs a hundred tries a second and no more. */
const EACH_MS = 10;

/** Single scans that do not work at the moment: they are tried again later, and the others are not held up by them. */
export function createTroubles(retryMs: number) {
  const troubles = new Map<string, { failure: Failure; retryAt: number }>();
  return {
    /** One scan's work on disk. Undefined, and remembered, when it failed. */
    async guard<T>(relative: string, writing: boolean, work: () => Promise<T>): Promise<{ value: T } | undefined> {
      try {
        const value = await work();
        troubles.delete(relative);
        return { value };
      } catch (thrown) {
        const wait = Math.max(retryMs, EACH_MS * troubles.size);
        troubles.set(relative, { failure: folderFailure(thrown, writing), retryAt: performance.now() + wait });
        return undefined;
      }
    },
    /** 0 when it has no trouble. */
    retryAt: (relative: string) => troubles.get(relative)?.retryAt ?? 0,
    /** The first of those whose time is still to come. */
    nextAt: (now: number) =>
      troubles.values().reduce((next, { retryAt }) => (retryAt > now ? Math.min(next, retryAt) : next), Infinity),
    /** Whose time has come again. */
    due: (now: number) => [...troubles].filter(([, { retryAt }]) => retryAt <= now).map(([relative]) => relative),
    forget: (relative: string) => void troubles.delete(relative),
    keepOnly(present: ReadonlySet<string>): void {
      for (const relative of troubles.keys()) if (!present.has(relative)) troubles.delete(relative);
    },
    first: (): Failure | undefined => troubles.values().next().value?.failure,
  };
}
export type Troubles = ReturnType<typeof createTroubles>;
