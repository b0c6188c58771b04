import type { FastifyRequest } from 'fastify';

/**
 * Whether `Authorization: Token ...` of this request may do this. `unknown` is no token or one that is not configured
 * (401), `forbidden` a known one without this right (403). Answers in the same time for every wrong token.
 */
export type TokenCheck = (
  request: FastifyRequest,
  recht: 'lezen' | 'schrijven',
) => Promise<'allowed' | 'unknown' | 'forbidden'>;
