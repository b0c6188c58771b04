import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { notFound } from '../errors/http-error.ts';
import type { HttpDeps } from '../http-deps.ts';

/** `/metrics` for this machine, or for whoever has the token. For others it does not exist. */
export function addMetricsRoute(
  app: FastifyInstance,
  { metrics, settings }: Pick<HttpDeps, 'metrics' | 'settings'>,
): void {
  app.get('/metrics', async (request, reply) => {
    if (!isLocal(request) && !hasToken(request, settings.metricsToken)) throw notFound();
    return reply
      .header('cache-control', 'no-store')
      .type(metrics.contentType)
      .send(await metrics.render());
  });
}

/** A proxy on this machine asks for somebody else. */
function isLocal({ raw, headers }: FastifyRequest): boolean {
  const address = raw.socket.remoteAddress ?? '';
  const proxied = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return !proxied && /^(::ffff:)?127\.|^::1$/.test(address);
}

function hasToken({ headers }: FastifyRequest, token: string | undefined): boolean {
  if (token === undefined) return false;
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(headers.authorization ?? ''), hash(`Bearer ${token}`));
}
