import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from '../http-deps.ts';
import { sessionsPage } from '../pages/sessions-page.ts';
import type { ShowPage } from '../pages/show-page.ts';
import { requireLogin } from '../security/access.ts';
import { medewerkerOf } from '../security/current-medewerker.ts';
import { endSession } from '../security/end-session.ts';

const BODY_LIMIT = 16 * 1024;

/** Where a colleague is logged in, and the end of it: one session, or all of them. */
export function addSessionRoutes(app: FastifyInstance, deps: HttpDeps, show: ShowPage): void {
  const { sessions, accounts, login } = deps;
  const guarded = { onRequest: requireLogin, bodyLimit: BODY_LIMIT };

  app.get('/sessies', { onRequest: requireLogin }, async (request, reply) => {
    const { gebruikersnaam } = medewerkerOf(request);
    const kenmerk = accounts.kenmerk(gebruikersnaam);
    const open = (await sessions.list(gebruikersnaam)).filter((one) => one.kenmerk === kenmerk);
    const eigen = sessions.nummerOf(request.session.sessionId);
    return show(request, reply, {
      titel: 'Waar u bent ingelogd',
      inhoud: (csrf) => sessionsPage({ open, eigen, csrf }),
    });
  });

  app.post('/sessies/beeindigen', guarded, async (request, reply) => {
    const { gebruikersnaam } = medewerkerOf(request);
    const { nummer } = request.body as { nummer?: unknown };
    const one = typeof nummer === 'string' && nummer !== '' ? nummer : undefined;
    const isOwn = one === undefined || one === sessions.nummerOf(request.session.sessionId);
    await login.audit.write(['sessies-beeindigd'], { gebruikersnaam, adres: request.ip });
    await sessions.end(gebruikersnaam, one);
    if (isOwn) return endSession(request, reply, deps);
    request.session.melding = 'Daar bent u uitgelogd.';
    return reply.redirect('/sessies', 303);
  });
}
