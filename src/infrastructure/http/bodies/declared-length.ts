import type { FastifyRequest } from 'fastify';

/** Bytes that a request says its body has: 0 without a body, undefined for one that comes in chunks. */
export function declaredLength({ headers }: FastifyRequest): number | undefined {
  if (headers['transfer-encoding'] !== undefined) return undefined;
  return Number(headers['content-length'] ?? 0);
}
