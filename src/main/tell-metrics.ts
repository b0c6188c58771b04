import { isOnlyHere } from '#infrastructure/http/http-settings.ts';
import type { Environment } from './config/environment.ts';
import type { Toegang } from './config/toegang.schema.ts';

export const METRICS_CLOSED =
  'niemand leest /metrics: met PUBLIC_URL, of op een adres voor anderen, is er een token voor nodig';
export const METRICS_KEY = 'zet toegang.metingen.sha256 in de configuratie (de SHA-256 van het token)';

/** Whether nobody can read what is measured: others may reach us, and there is no token. */
export const isMetricsClosed = (environment: Pick<Environment, 'host' | 'publicUrl'>, { metingen }: Toegang) =>
  metingen === undefined && !isOnlyHere(environment);

/** Says at the start that the measurements are closed, and which key opens them. */
export function tellMetrics(environment: Environment, toegang: Toegang, report: (line: string) => void): void {
  if (isMetricsClosed(environment, toegang)) report(`Let op: ${METRICS_CLOSED}; ${METRICS_KEY}.`);
}
