import type { FastifyReply, FastifyRequest } from 'fastify';
import { toFailure } from '#domain/failure/failure.ts';
import type { HttpDeps } from '../http-deps.ts';
import { isSecure } from '../http-settings.ts';
import { cookieNameOf } from './session.ts';

/**
 * Logs out: the session is gone on the server, and the browser forgets what it kept of our pages. Not "cookies": the
 * device stays known, so that strangers cannot keep its colleague out.
 */
export async function endSession(
  request: FastifyRequest,
  reply: FastifyReply,
  { login, settings, log }: Pick<HttpDeps, 'login' | 'settings' | 'log'>,
): Promise<FastifyReply> {
  const { medewerker } = request;
  await request.session.destroy();
  if (medewerker !== null) {
    const { gebruikersnaam } = medewerker;
    // Who wants to be out is out, whatever the log says.
    await login.audit.write(['uitgelogd'], { gebruikersnaam, adres: request.ip }).catch((thrown: unknown) => {
      log.error({ request: request.id, code: toFailure(thrown).code }, 'logout-not-audited');
    });
  }
  const secure = isSecure(settings);
  return reply
    .clearCookie(cookieNameOf('intake', secure), { path: '/', httpOnly: true, sameSite: 'lax', secure })
    .header('clear-site-data', '"cache", "storage"')
    .redirect('/inloggen', 303);
}
