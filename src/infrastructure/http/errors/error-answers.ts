import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Failure, toFailure } from '#domain/failure/failure.ts';
import type { Log } from '#application/ports/log.ts';
import type { Refusals } from '#application/ports/refusals.ts';
import { errorPage } from '../pages/error-page.ts';
import { HttpError, notFound } from './http-error.ts';
import { PROBLEM_TYPE, toProblem } from './problem.ts';
import { toHttpError } from './to-http-error.ts';
import { pathOf, wantsJson } from './wants-json.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Every error becomes an answer here: a problem document for programs, a page for people. */
export function addErrorAnswers(app: FastifyInstance, { log, refusals }: Noting): void {
  app.setErrorHandler((thrown, request, reply) => {
    const error = toHttpError(thrown);
    const route = request.routeOptions.url;
    if (error.statusCode === 429) refusals.note('throttled', { route });
    if (error.statusCode === 503) {
      const code = thrown instanceof HttpError ? thrown.code : toFailure(thrown).code;
      refusals.note('request-unavailable', { route, code });
    } else if (error.statusCode >= 500) {
      const { kind, code } = toFailure(thrown);
      const cause = thrown instanceof Failure ? (thrown.cause ?? thrown) : thrown;
      log.error({ request: request.id, route, kind, code }, 'request-failed', cause);
    }
    return answer(error, request, reply);
  });

  // Here and not in the handler of what is not found: that one runs after the body has been read.
  app.addHook('preParsing', (request, _reply, _payload, done) => {
    done(request.is404 ? notThere(app, request, refusals) : null);
  });
  app.setNotFoundHandler((request, reply) => answer(notThere(app, request, refusals), request, reply));
}

interface Noting {
  readonly log: Log;
  readonly refusals: Refusals;
}

function notThere(app: FastifyInstance, request: FastifyRequest, refusals: Refusals): HttpError {
  const url = pathOf(request);
  const allow = METHODS.filter((method) => app.findRoute({ method, url }) !== null);
  refusals.note('unknown-route');
  return allow.length === 0
    ? notFound()
    : new HttpError(405, 'method_not_allowed', 'Methode niet toegestaan', { headers: { allow: allow.join(', ') } });
}

function answer(error: HttpError, request: FastifyRequest, reply: FastifyReply) {
  void reply.status(error.statusCode).headers(error.headers).header('cache-control', 'no-store');
  return wantsJson(request)
    ? reply.type(PROBLEM_TYPE).send(JSON.stringify(toProblem(error, request.id)))
    : reply.type('text/html; charset=utf-8').send(errorPage(error, request.id));
}
