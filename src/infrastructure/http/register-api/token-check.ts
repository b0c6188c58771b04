import type { FastifyRequest } from 'fastify';
import type { Programma } from '#domain/inzage/lezer.ts';

/**
 * Who reads with `Authorization: Token ...` of this request, and what that program may see. `unknown` is no token or one
 * that is not configured (401), `forbidden` a known one without the right to read (403).
 */
export type TokenCheck = (
  request: FastifyRequest,
) => { readonly kind: 'allowed'; readonly programma: Programma } | { readonly kind: 'unknown' | 'forbidden' };
