import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Failure, toFailure } from '#domain/failure/failure.ts';
import type { Log } from '#application/ports/log.ts';
import { errorPage } from '../pages/error-page.ts';
import { HttpError, notFound } from './http-error.ts';
import { PROBLEM_TYPE, toProblem } from './problem.ts';
import { toHttpError } from './to-http-error.ts';
import { pathOf, wantsJson } from './wants-json.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Every error becomes an answer here: a problem document for programs, a page for people. */
export function addErrorAnswers(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((thrown, request, reply) => {
    const error = toHttpError(thrown);
    if (error.statusCode >= 500) {
      const { kind, code } = toFailure(thrown);
      const facts = { request: request.id, route: request.routeOptions.url, kind, code };
      if (error.statusCode === 503) log.warn(facts, 'request-unavailable');
      else log.error(facts, 'request-failed', thrown instanceof Failure ? (thrown.cause ?? thrown) : thrown);
    }
    return answer(error, request, reply);
  });

  app.setNotFoundHandler((request, reply) => {
    const url = pathOf(request);
    const allow = METHODS.filter((method) => app.findRoute({ method, url }) !== null);
    const error =
      allow.length === 0
        ? notFound()
        : new HttpError(405, 'method_not_allowed', 'Methode niet toegestaan', { headers: { allow: allow.join(', ') } });
    return answer(error, request, reply);
  });
}

function answer(error: HttpError, request: FastifyRequest, reply: FastifyReply) {
  void reply.status(error.statusCode).headers(error.headers).header('cache-control', 'no-store');
  return wantsJson(request)
    ? reply.type(PROBLEM_TYPE).send(JSON.stringify(toProblem(error, request.id)))
    : reply.type('text/html; charset=utf-8').send(errorPage(error, request.id));
}
