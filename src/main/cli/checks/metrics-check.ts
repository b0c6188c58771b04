import type { Environment } from '../../config/environment.ts';
import type { Toegang } from '../../config/toegang.schema.ts';
import { isMetricsClosed, METRICS_CLOSED, METRICS_KEY } from '../../tell-metrics.ts';
import type { Check } from './check.ts';

/** Whether whoever watches over the program can read what it measures. */
export const checkMetrics = (environment: Environment, toegang: Toegang): Check => ({
  naam: 'metingen',
  run: async () => {
    if (isMetricsClosed(environment, toegang)) return { oordeel: 'let op', wat: METRICS_CLOSED, herstel: METRICS_KEY };
    return { oordeel: 'ok', wat: toegang.metingen === undefined ? 'alleen op deze machine' : 'met het token' };
  },
});
