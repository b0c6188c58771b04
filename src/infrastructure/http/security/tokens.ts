import type { FastifyRequest } from 'fastify';
import type { AccessToken, AccessTokens, Recht } from '#application/ports/accounts.ts';
import { notAuthenticated, permissionDenied } from '../errors/http-error.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { TokenCheck } from '../register-api/token-check.ts';
import { toProgramma } from './to-programma.ts';

/** What stands after `Authorization: Token`; undefined when the request carries nothing of the kind. */
export const shownToken = ({ headers }: FastifyRequest): string | undefined =>
  /^Token +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];

/** `Authorization: Token ...` of a request, if it is one of ours. */
export function findToken(request: FastifyRequest, tokens: AccessTokens): AccessToken | undefined {
  const token = shownToken(request);
  return token === undefined ? undefined : tokens.find(token);
}

export const createTokenCheck =
  ({ tokens, kanalen }: Pick<HttpDeps, 'tokens' | 'kanalen'>): TokenCheck =>
  (request) => {
    const found = findToken(request, tokens);
    if (found === undefined) return { kind: 'unknown' };
    return found.rechten.includes('lezen')
      ? { kind: 'allowed', programma: toProgramma(found, kanalen) }
      : { kind: 'forbidden' };
  };

/** The token, if it has this right. Throws 401 or 403. */
export function requireToken(request: FastifyRequest, tokens: AccessTokens, recht: Recht): AccessToken {
  const found = findToken(request, tokens);
  if (found === undefined) throw notAuthenticated();
  if (!found.rechten.includes(recht)) throw permissionDenied(`Het token mag hier niet ${recht}.`);
  return found;
}
