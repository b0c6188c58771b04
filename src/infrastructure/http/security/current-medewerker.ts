import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Medewerker } from '#domain/actor/medewerker.ts';
import type { Accounts } from '#application/ports/accounts.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is logged in, as configured now; null before and after. */
    medewerker: Medewerker | null;
  }
}

/** Looks up who is logged in. An account that was taken away or has another password now is out at once. */
export function addCurrentMedewerker(app: FastifyInstance, accounts: Accounts): void {
  app.decorateRequest('medewerker', null);
  app.addHook('onRequest', (request, _reply, done) => {
    const { gebruikersnaam, kenmerk } = request.session;
    const isSame =
      gebruikersnaam !== undefined && kenmerk !== undefined && accounts.kenmerk(gebruikersnaam) === kenmerk;
    request.medewerker = isSame ? (accounts.find(gebruikersnaam) ?? null) : null;
    done();
  });
}

/** The colleague of a route that `requireLogin` guards. */
export function medewerkerOf(request: FastifyRequest): Medewerker {
  if (request.medewerker === null) throw new Error('a route without requireLogin asks who is logged in');
  return request.medewerker;
}
