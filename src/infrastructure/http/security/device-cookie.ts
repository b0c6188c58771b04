import type { FastifyReply, FastifyRequest } from 'fastify';
import { DEVICE_DAYS } from '#application/login/log-in.ts';
import { cookieNameOf } from './session.ts';

/** Colleagues who share one desk; the one who logged in longest ago is a stranger there again. */
const MOST = 10;
const DAY = 86_400;
const FORM = /^[\w-]{43}$/;

/** The cookie by which a browser is known: a secret for each account that logged in on it. It outlives the log-out. */
export function createDeviceCookie(secure: boolean) {
  const name = cookieNameOf('intake-toestel', secure);
  const read = (request: FastifyRequest): string[] =>
    (request.cookies[name] ?? '').split('.', MOST).filter((secret) => FORM.test(secret));
  return {
    read,
    write(request: FastifyRequest, reply: FastifyReply, secret: string, former: string | undefined): void {
      const others = read(request).filter((one) => one !== former);
      const value = [secret, ...others].slice(0, MOST).join('.');
      void reply.setCookie(name, value, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure,
        maxAge: DEVICE_DAYS * DAY,
      });
    },
  };
}
