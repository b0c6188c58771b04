import type { Metrics } from '#application/ports/metrics.ts';

const nothing = () => undefined;

/** A command ends at once: what it does is counted by the programs that run. */
export const uncounted: Metrics = {
  accepted: nothing,
  registered: nothing,
  parked: nothing,
  setAside: nothing,
  scanned: nothing,
  failed: nothing,
  ignored: nothing,
};
