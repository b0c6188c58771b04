/** Keys that are remembered at once; the oldest go first. */
const REMEMBERED = 20_000;

/** Counts in windows that begin with the first of each key. Of this process alone: two processes allow twice as many. */
export interface WindowCount {
  /** One more; how many there are now, and after how many seconds the window ends. */
  add(key: string): { readonly count: number; readonly seconds: number };
}

/** `now` is in milliseconds of a clock that nobody sets back. */
export function createWindowCount(windowMs: number, now: () => number = () => performance.now()): WindowCount {
  const windows = new Map<string, { count: number; readonly since: number }>();
  return {
    add(key) {
      const window = current(key);
      window.count += 1;
      return { count: window.count, seconds: (window.since + windowMs - now()) / 1_000 };
    },
  };

  function current(key: string) {
    const known = windows.get(key);
    if (known !== undefined && known.since + windowMs > now()) return known;
    const fresh = { count: 0, since: now() };
    windows.delete(key);
    windows.set(key, fresh);
    const [oldest] = windows.keys();
    if (windows.size > REMEMBERED && oldest !== undefined) windows.delete(oldest);
    return fresh;
  }
}
