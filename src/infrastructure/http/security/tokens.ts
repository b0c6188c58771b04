import type { FastifyRequest } from 'fastify';
import type { AccessTokens, Recht } from '#application/ports/accounts.ts';
import { notAuthenticated, permissionDenied } from '../errors/http-error.ts';
import type { TokenCheck } from '../register-api/token-check.ts';

/** `Authorization: Token ...` of a request, if it is one of ours. */
export function findToken(request: FastifyRequest, tokens: AccessTokens) {
  const [, token] = /^Token +(\S+) *$/i.exec(request.headers.authorization ?? '') ?? [];
  return token === undefined ? undefined : tokens.find(token);
}

export const createTokenCheck =
  (tokens: AccessTokens): TokenCheck =>
  (request, recht) => {
    const found = findToken(request, tokens);
    return Promise.resolve(found === undefined ? 'unknown' : found.rechten.includes(recht) ? 'allowed' : 'forbidden');
  };

/** Name of the token, if it has this right. Throws 401 or 403. */
export function requireToken(request: FastifyRequest, tokens: AccessTokens, recht: Recht): string {
  const found = findToken(request, tokens);
  if (found === undefined) throw notAuthenticated();
  if (!found.rechten.includes(recht)) throw permissionDenied(`Het token mag hier niet ${recht}.`);
  return found.naam;
}
