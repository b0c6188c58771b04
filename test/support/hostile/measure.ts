/** What a piece of work cost this process. */
export interface Cost {
  readonly ms: number;
  /** The longest that the event loop stood still, in milliseconds. */
  readonly stallMs: number;
  /** The most that this process held, in megabytes. */
  readonly peakMb: number;
}

const TICK = 5;

/** Does the work and looks, every five milliseconds, whether the event loop and the memory still are what they should be. */
export async function measure<T>(work: () => Promise<T>): Promise<Cost & { readonly result: T }> {
  let stallMs = 0;
  let peakMb = 0;
  let last = performance.now();
  const look = () => {
    stallMs = Math.max(stallMs, performance.now() - last - TICK);
    peakMb = Math.max(peakMb, process.memoryUsage.rss() / 1024 / 1024);
    last = performance.now();
  };
  const timer = setInterval(look, TICK);
  const start = performance.now();
  try {
    const result = await work();
    look();
    return { result, ms: performance.now() - start, stallMs, peakMb };
  } finally {
    clearInterval(timer);
  }
}
