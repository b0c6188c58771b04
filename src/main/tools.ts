import type { Clock } from '#application/ports/clock.ts';
import type { Log } from '#application/ports/log.ts';
import type { Metrics } from '#application/ports/metrics.ts';
import type { Stores } from './connect-stores.ts';

/** What nearly everything is built with. */
export interface Tools {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}
