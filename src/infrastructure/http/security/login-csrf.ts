import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { permissionDenied } from '../errors/http-error.ts';
import { isSecure, type HttpSettings } from '../http-settings.ts';
import { cookieNameOf } from './session.ts';

/** Seconds: as long as somebody may look at the login page before typing. */
const LASTS = 12 * 3_600;
const FORM = /^[\w-]{43}$/;

export interface LoginCsrf {
  /** For the hidden field of the login form; the browser gets its cookie along with the page. */
  tokenFor(request: FastifyRequest, reply: FastifyReply): string;
  /** Refuses a form that another site made a browser send. */
  require(request: FastifyRequest): void;
}

/**
 * Who is not logged in has no session to keep a secret in: a random cookie, and its hash in the form (OWASP's double
 * submit). A signature would add nothing, since anybody may ask for a pair of their own; what keeps others from putting
 * their pair here is the name of the cookie over TLS, and what browsers say about where a form comes from.
 */
export function createLoginCsrf(settings: HttpSettings): LoginCsrf {
  const secure = isSecure(settings);
  const name = cookieNameOf('intake-inloggen', secure);
  const known = (request: FastifyRequest) => {
    const value = request.cookies[name] ?? '';
    return FORM.test(value) ? value : undefined;
  };
  return {
    tokenFor(request, reply) {
      const secret = known(request) ?? randomBytes(32).toString('base64url');
      void reply.setCookie(name, secret, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: LASTS });
      return toToken(secret).toString('base64url');
    },
    require(request) {
      const { origin, host, 'sec-fetch-site': site } = request.headers;
      // Browsers say so over TLS; without it there is the origin, and a proxy may have another name than ours.
      const ours = [host, hostOf(settings.publicUrl ?? '')].filter((one) => one !== '');
      const isElsewhere =
        site === undefined ? origin !== undefined && !ours.includes(hostOf(origin)) : site !== 'same-origin';
      if (isElsewhere) throw permissionDenied(EXPIRED);
      const secret = known(request);
      const sent = (request.body as { _csrf?: unknown } | null | undefined)?._csrf;
      const token = Buffer.from(typeof sent === 'string' ? sent : '', 'base64url');
      const wanted = secret === undefined ? undefined : toToken(secret);
      if (wanted === undefined || token.length !== wanted.length || !timingSafeEqual(token, wanted))
        throw permissionDenied(EXPIRED);
    },
  };
}

const EXPIRED = 'Deze pagina is verlopen. Ga terug, ververs de pagina en probeer het opnieuw.';
const toToken = (secret: string) => createHash('sha256').update(`inloggen ${secret}`).digest();
const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : '');
