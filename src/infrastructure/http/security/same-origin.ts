import type { FastifyRequest } from 'fastify';
import { permissionDenied } from '../errors/http-error.ts';
import { isReading, vouchFor } from './csrf.ts';

/**
 * Refuses a change that another site asked for. For scripts that cannot carry our CSRF token (the queue board): a
 * browser always says where such a request comes from.
 */
export function requireSameOrigin(request: FastifyRequest): void {
  if (isReading(request)) return;
  const { origin, host, 'sec-fetch-site': site } = request.headers;
  if (site !== undefined && site !== 'same-origin') throw permissionDenied();
  if (origin === undefined || !URL.canParse(origin) || new URL(origin).host !== (host ?? '')) throw permissionDenied();
  vouchFor(request);
}
