import type { FastifyInstance } from 'fastify';
import { HttpError } from '../errors/http-error.ts';
import type { HttpDeps } from '../http-deps.ts';
import { addressKey } from './address-key.ts';
import { tooMany } from './rate-limits.ts';
import { createRefusalSum } from './refusal-sum.ts';
import { shownToken } from './tokens.ts';
import { createWindowCount } from './window-count.ts';

const MINUTE = 60_000;
/** Wrong tokens of one address in five minutes; after these it is told to wait. */
const MOST_WRONG = 60;
const WRONG_WINDOW = 5 * MINUTE;

const overBudget = (perMinuut: number, seconds: number) =>
  new HttpError(429, 'throttled', 'Te veel aanvragen', {
    detail: `Dit token mag ${perMinuut} aanvragen per minuut doen. Probeer het over ${atLeastOne(seconds)} seconden opnieuw.`,
    headers: { 'retry-after': String(atLeastOne(seconds)) },
  });
const atLeastOne = (seconds: number) => Math.max(1, Math.ceil(seconds));

/**
 * Every request with a token passes here before any route, so that none is forgotten. A token of ours has its own budget
 * and nothing else: what strangers do from the same address is no concern of it. A wrong one is counted, and after
 * many its address gets 429 instead of 401. Every token is looked at, also then, for only so a right one is known; that
 * costs one SHA-256, and one that a program made cannot be guessed at any speed.
 */
export function addTokenDoor(app: FastifyInstance, { tokens, log, metrics }: HttpDeps): void {
  const budgets = createWindowCount(MINUTE);
  const wrong = createWindowCount(WRONG_WINDOW);
  const refusals = createRefusalSum(log, 'tokens-refused');

  app.addHook('onRequest', (request, _reply, done) => {
    const shown = shownToken(request);
    if (shown === undefined) {
      done();
      return;
    }
    const token = tokens.find(shown);
    if (token === undefined) done(refuse(request.ip));
    else {
      const { count, seconds } = budgets.add(token.naam);
      const isOver = count > token.perMinuut;
      if (isOver) metrics.tokenRefused('over-budget');
      done(isOver ? overBudget(token.perMinuut, seconds) : undefined);
    }
  });
  app.addHook('onClose', (_app, done) => {
    refusals.close();
    done();
  });

  /** Nothing while there are few: the route itself says 401, in its own words. */
  function refuse(address: string): HttpError | undefined {
    const { count, seconds } = wrong.add(addressKey(address));
    refusals.add();
    metrics.tokenRefused('unknown');
    return count > MOST_WRONG ? tooMany(seconds) : undefined;
  }
}
