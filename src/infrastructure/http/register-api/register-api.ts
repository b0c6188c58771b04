import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Programma } from '#domain/inzage/lezer.ts';
import { toFailure } from '#domain/failure/failure.ts';
import type { Log } from '#application/ports/log.ts';
import type { RegisterReader } from '#application/ports/register-reader.ts';
import { HttpError } from '../errors/http-error.ts';
import * as errors from './api-error.ts';
import { createLinks, REGISTER_API_PATH } from './links.ts';
import { addResourceRoutes } from './resource-routes.ts';
import { RESOURCES } from './shapes/shapes.ts';
import type { TokenCheck } from './token-check.ts';

export interface RegisterApiOptions {
  readonly reader: RegisterReader;
  readonly checkToken: TokenCheck;
  /** Where the outside reaches this program; the URLs in the answers begin with it. */
  readonly publicUrl: string;
  readonly log: Log;
}

const API_VERSION = '0.9.0';

/**
 * The register as others read it: Open Klant's Klantinteracties API 0.9.0, lists and details. A fastify plugin that
 * brings its own path, so register it without a prefix. Nothing is answered before the token is checked.
 */
export async function registerApi(app: FastifyInstance, options: RegisterApiOptions): Promise<void> {
  const publicUrl = options.publicUrl.replace(/\/+$/, '');
  const links = createLinks(publicUrl);
  const programs = new WeakMap<FastifyRequest, Programma>();
  const programmaOf = (request: FastifyRequest): Programma => {
    const programma = programs.get(request);
    if (programma === undefined) throw new Error('a route of the register was reached without a token');
    return programma;
  };
  await app.register(
    async (api) => {
      api.addHook('onRequest', async (request, reply) => {
        reply.header('api-version', API_VERSION).header('cache-control', 'no-store');
        programs.set(request, authenticate(request, options.checkToken));
      });
      api.setErrorHandler((thrown, _request, reply) => sendError(toApiError(thrown, options.log), reply));
      api.setNotFoundHandler((_request, reply) => sendError(errors.notFound(), reply));
      for (const resource of RESOURCES)
        addResourceRoutes(api, resource, { reader: options.reader, links, programmaOf });
    },
    { prefix: REGISTER_API_PATH },
  );

  function sendError(error: errors.ApiError, reply: FastifyReply) {
    return reply
      .status(error.kind.status)
      .headers(error.headers)
      .type(errors.PROBLEM_TYPE)
      .send(JSON.stringify(errors.toErrorBody(error, publicUrl)));
  }
}

function authenticate(request: FastifyRequest, checkToken: TokenCheck): Programma {
  const answer = checkToken(request);
  if (answer.kind === 'allowed') return answer.programma;
  throw answer.kind === 'unknown' ? errors.notAuthenticated() : errors.permissionDenied();
}

/** Only a code of ours reaches the log; what the database or fastify said stays inside. */
function toApiError(thrown: unknown, log: Log): errors.ApiError {
  if (thrown instanceof errors.ApiError) return thrown;
  if (thrown instanceof HttpError && thrown.statusCode === 429) return errors.throttled(thrown);
  const status = (thrown as { statusCode?: unknown }).statusCode;
  if (status === 404) return errors.notFound();
  if (typeof status === 'number' && status >= 400 && status < 500) return errors.badRequest(status);
  const { kind, code } = toFailure(thrown);
  log.warn({ kind, code }, 'register-api-failed');
  return kind === 'transient' ? errors.unavailable() : errors.internalError();
}
