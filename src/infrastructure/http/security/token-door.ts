import type { FastifyInstance } from 'fastify';
import { addressBlock } from '#application/login/address-block.ts';
import type { AccessToken } from '#application/ports/accounts.ts';
import { HttpError } from '../errors/http-error.ts';
import type { HttpDeps } from '../http-deps.ts';
import { tooMany } from './rate-limits.ts';
import { createRefusalSum } from './refusal-sum.ts';
import { shownToken } from './tokens.ts';

const MINUTE = 60_000;
/** Wrong tokens of one address in five minutes; after these it is told to wait. */
const MOST_WRONG = 60;
const WRONG_WINDOW = 5 * MINUTE;

/**
 * Every request with a token passes here before any route, so that none is forgotten. A token of ours has its own budget
 * and nothing else: what strangers do from the same address is no concern of it. A wrong one is counted, and after
 * many its address gets 429 instead of 401. Every token is looked at, also then, for only so a right one is known; that
 * costs one SHA-256, and what a program drew at random cannot be guessed at any speed.
 */
export function addTokenDoor(app: FastifyInstance, { tokens, tokenCounts, log, metrics }: HttpDeps): void {
  const refusals = createRefusalSum(log, 'tokens-refused');

  app.addHook('onRequest', async (request) => {
    const shown = shownToken(request);
    if (shown === undefined) return;
    const token = tokens.find(shown);
    await (token === undefined ? countWrong(addressBlock(request.ip)) : spend(token));
  });
  app.addHook('onClose', (_app, done) => {
    refusals.close();
    done();
  });

  async function spend({ naam, perMinuut }: AccessToken): Promise<void> {
    const { count, msLeft } = await tokenCounts.add(`token ${naam}`, 1, MINUTE);
    if (count <= perMinuut) return;
    metrics.tokenRefused('over-budget');
    throw overBudget(perMinuut, Math.max(1, Math.ceil(msLeft / 1_000)));
  }

  /** While they are few the route itself says 401, in its own words. */
  async function countWrong(address: string): Promise<void> {
    refusals.add();
    metrics.tokenRefused('unknown');
    const { count, msLeft } = await tokenCounts.add(`token fout ${address}`, 1, WRONG_WINDOW);
    if (count > MOST_WRONG) throw tooMany(msLeft / 1_000);
  }
}

const overBudget = (perMinuut: number, seconds: number) =>
  new HttpError(429, 'throttled', 'Te veel aanvragen', {
    detail: `Dit token mag ${perMinuut} aanvragen per minuut doen. Probeer het over ${seconds} seconden opnieuw.`,
    headers: { 'retry-after': String(seconds) },
  });
