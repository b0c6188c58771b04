import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { HttpError } from '../errors/http-error.ts';
import type { HttpDeps } from '../http-deps.ts';
import { findToken } from './tokens.ts';

/** Addresses that are remembered at once. */
const REMEMBERED = 20_000;

export const tooMany = (seconds: number) =>
  new HttpError(429, 'throttled', 'Te veel pogingen', {
    detail:
      seconds > 90
        ? `Wacht ${Math.ceil(seconds / 60)} minuten en probeer het daarna opnieuw.`
        : 'Wacht een minuut en probeer het daarna opnieuw.',
    headers: { 'retry-after': String(Math.max(1, Math.ceil(seconds))) },
  });

/**
 * A limit for one scope, per address: far above what people do, far below what a flood is. A program with a token has a
 * budget of its own (token-door.ts), and is not shut out by others behind its address.
 */
export async function addRateLimit(
  app: FastifyInstance,
  { settings: { requestsPerMinute = 6_000 }, tokens }: Pick<HttpDeps, 'settings' | 'tokens'>,
): Promise<void> {
  await app.register(rateLimit, {
    allowList: (request) => findToken(request, tokens) !== undefined,
    max: requestsPerMinute,
    timeWindow: 60_000,
    cache: REMEMBERED,
    addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    errorResponseBuilder: (_request, { ttl }) => tooMany(ttl / 1_000),
  });
}
