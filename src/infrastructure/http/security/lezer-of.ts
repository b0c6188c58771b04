import type { FastifyRequest } from 'fastify';
import type { Medewerker } from '#domain/actor/medewerker.ts';
import type { Lezer } from '#domain/inzage/lezer.ts';
import type { HttpDeps } from '../http-deps.ts';
import { toProgramma } from './to-programma.ts';
import { findToken } from './tokens.ts';

/** Who reads: the program whose token a request carries, else who is logged in; undefined for a stranger. */
export function createLezerOf({ tokens, kanalen }: Pick<HttpDeps, 'tokens' | 'kanalen'>) {
  return (request: FastifyRequest): Lezer | undefined => {
    // A request with a token is a program's, whatever cookie it brings along.
    if (request.headers.authorization === undefined) {
      // Outside the scope of the screens nobody is ever logged in.
      const medewerker = request.medewerker as Medewerker | null | undefined;
      return medewerker === null || medewerker === undefined ? undefined : { soort: 'medewerker', medewerker };
    }
    const token = findToken(request, tokens);
    if (token === undefined) return undefined;
    const programma = toProgramma(token, kanalen);
    // A program that may only write reads of no unit, also where it is answered about what it did.
    return token.rechten.includes('lezen') ? programma : { ...programma, eenheden: [] };
  };
}
