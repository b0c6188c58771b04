import type { FastifyInstance } from 'fastify';
import { notFound } from '../errors/http-error.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { MonitoringRight } from '../security/monitoring-right.ts';

const ELSEWHERE =
  'De metingen zijn hier alleen te lezen met het token waarvan de SHA-256 in de configuratie staat (toegang.metingen).';

/** `/metrics` for this machine where nobody else reaches it, or for whoever has the token. For others it is not there. */
export function addMetricsRoute(
  app: FastifyInstance,
  { metrics }: Pick<HttpDeps, 'metrics'>,
  maySee: MonitoringRight,
): void {
  app.get('/metrics', async (request, reply) => {
    if (!maySee(request)) throw notFound(ELSEWHERE);
    return reply
      .header('cache-control', 'no-store')
      .type(metrics.contentType)
      .send(await metrics.render());
  });
}
