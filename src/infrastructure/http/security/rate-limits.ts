import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { HttpError } from '../errors/http-error.ts';
import type { HttpSettings } from '../http-settings.ts';

/** Addresses that are remembered at once. */
const REMEMBERED = 20_000;

const tooMany = (seconds: number) =>
  new HttpError(429, 'throttled', 'Te veel pogingen', {
    detail:
      seconds > 90
        ? `Wacht ${Math.ceil(seconds / 60)} minuten en probeer het daarna opnieuw.`
        : 'Wacht een minuut en probeer het daarna opnieuw.',
    headers: { 'retry-after': String(Math.max(1, Math.ceil(seconds))) },
  });

/** A limit for one scope, per address: far above what people do, far below what a flood is. */
export async function addRateLimit(app: FastifyInstance, { requestsPerMinute = 6_000 }: HttpSettings): Promise<void> {
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: 60_000,
    cache: REMEMBERED,
    addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    errorResponseBuilder: (_request, { ttl }) => tooMany(ttl / 1_000),
  });
}
