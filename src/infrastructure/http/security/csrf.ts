import csrf from '@fastify/csrf-protection';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readFirstField } from './first-field.ts';

const FIELD = '_csrf';
/** What each request gave for a token: the first field of its form, or the header that a script of a program sends. */
const given = new WeakMap<FastifyRequest, string>();
const vouchedFor = new WeakSet<FastifyRequest>();

/** Says that this request was looked at in another way: no other site can have made a browser send it. */
export function vouchFor(request: FastifyRequest): void {
  vouchedFor.add(request);
}

/** What changes nothing needs no token; HEAD is GET without its body. */
export const isReading = ({ method }: Pick<FastifyRequest, 'method'>) => method === 'GET' || method === 'HEAD';

/** Tokens for the forms of a session. */
export async function addCsrfTokens(scope: FastifyInstance): Promise<void> {
  await scope.register(csrf, {
    sessionPlugin: '@fastify/session',
    sessionKey: 'csrf',
    getToken: (request) => given.get(request) ?? fieldOf(request),
  });
}

/**
 * Every change that a colleague asks for in this scope carries the token of the session, or was vouched for. It is looked
 * at after the rights and before the body: the token is the first field of each of our forms. Whoever is not logged in has
 * no session to misuse; logging in looks after its own form.
 */
export function requireCsrf(scope: FastifyInstance): void {
  scope.addHook('preParsing', (request, reply, _payload, done) => {
    if (isReading(request) || vouchedFor.has(request) || request.medewerker === null) {
      done(null);
      return;
    }
    findToken(request).then(
      (token) => {
        given.set(request, token);
        scope.csrfProtection(request, reply, () => {
          done(null);
        });
      },
      (thrown: unknown) => {
        done(thrown as Error);
      },
    );
  });
}

async function findToken({ raw, headers }: FastifyRequest): Promise<string> {
  const sent = headers['csrf-token'];
  if (sent !== undefined) return typeof sent === 'string' ? sent : '';
  return (await readFirstField(raw, FIELD, headers['content-type'])) ?? '';
}

/** Of a form that was read whole before it was asked for: the one of the log-in. */
function fieldOf({ body }: FastifyRequest): string {
  const sent = (body as { _csrf?: unknown } | null | undefined)?._csrf;
  return typeof sent === 'string' ? sent : '';
}
