import type { FastifyRequest } from 'fastify';
import type { Gezien, Getoond } from '#application/inzage/getoond.ts';
import type { Inzage } from '#application/inzage/inzage.ts';
import { notAuthenticated, notFound, permissionDenied, setApart } from '../errors/http-error.ts';
import type { HttpDeps } from '../http-deps.ts';
import { createLezerOf } from './lezer-of.ts';
import { lookOf } from './looks.ts';

/** The door to what citizens wrote, for one request. Throws 401 for a stranger. */
export type InzageOf = (request: FastifyRequest) => Inzage;

export function createInzageOf(deps: Pick<HttpDeps, 'tokens' | 'kanalen' | 'openInzage'>): InzageOf {
  const lezerOf = createLezerOf(deps);
  return (request) => {
    const look = lookOf(request);
    const lezer = look.lezer ?? lezerOf(request);
    if (lezer === undefined) throw notAuthenticated();
    look.lezer = lezer;
    return deps.openInzage({ lezer, shown: look.shown });
  };
}

/** What the door gave; what it did not give is thrown as the answer that it is, in these words: 403, 404. */
export function shownOrThrow<T>(gezien: Gezien<T>, words: { onbekend?: string; geweigerd?: string } = {}): Getoond<T> {
  if (gezien.kind === 'getoond') return gezien.inhoud;
  throw toRefusal(gezien.kind, words);
}

export function toRefusal(
  kind: Exclude<Gezien<never>['kind'], 'getoond'>,
  { onbekend, geweigerd }: { onbekend?: string; geweigerd?: string } = {},
) {
  if (kind === 'apart') return setApart();
  return kind === 'onbekend' ? notFound(onbekend) : permissionDenied(geweigerd);
}
