import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Handelende } from '#domain/actor/handelende.ts';
import type { AccessTokens, Recht } from '#application/ports/accounts.ts';
import { mayActFor } from '#application/may-act-for.ts';
import { invalidParams, permissionDenied } from '../errors/http-error.ts';
import type { HttpDeps } from '../http-deps.ts';
import { requireLogin } from './access.ts';
import { isReading, vouchFor } from './csrf.ts';
import { medewerkerOf } from './current-medewerker.ts';
import { toProgramma } from './to-programma.ts';
import { requireToken } from './tokens.ts';

/** A request that comes with a token is a program's: no session, no cookie, so no forged form either. */
export const hasToken = ({ headers }: FastifyRequest) => headers.authorization !== undefined;

/** Hooks of a route that people use with a session and programs with a token. */
export function guards(app: FastifyInstance, tokens: AccessTokens, recht: Recht) {
  return {
    onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
      if (hasToken(request)) {
        requireToken(request, tokens, recht);
        vouchFor(request);
      } else await requireLogin(request, reply);
    },
    preHandler: (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
      if (isReading(request) || hasToken(request)) done();
      else app.csrfProtection(request, reply, done);
    },
  };
}

/** Who acts: the one who is logged in, or the one that a program names in `medewerker`, with that program. Throws 403 or 422. */
export function actingMedewerker(
  request: FastifyRequest,
  { accounts, tokens, kanalen }: Pick<HttpDeps, 'accounts' | 'tokens' | 'kanalen'>,
): Handelende {
  if (!hasToken(request)) return medewerkerOf(request);
  const token = requireToken(request, tokens, 'schrijven');
  const named = ((request.body ?? {}) as { medewerker?: unknown }).medewerker;
  const found = typeof named === 'string' ? accounts.find(named) : undefined;
  if (found === undefined) {
    throw invalidParams([
      named === undefined
        ? { name: 'medewerker', code: 'required', reason: 'Noem de medewerker namens wie dit gebeurt.' }
        : { name: 'medewerker', code: 'does_not_exist', reason: 'Deze medewerker is niet bekend.' },
    ]);
  }
  if (!mayActFor(token, found)) throw mayNotActFor();
  return { ...found, via: toProgramma(token, kanalen) };
}

export const mayNotActFor = () => permissionDenied('Dit token mag niet namens deze medewerker handelen.');
