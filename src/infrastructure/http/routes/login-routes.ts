import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from '../http-deps.ts';
import { loginPage } from '../pages/login-page.ts';
import type { ShowPage } from '../pages/show-page.ts';
import { safeReturnPath } from '../security/access.ts';
import { createLoginLimit } from '../security/login-limit.ts';

const WRONG = 'Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar.';

/** Bytes: anybody may send this form, and it has four short fields. */
const BODY_LIMIT = 16 * 1024;

/** Logging in and out. */
export function addLoginRoutes(
  app: FastifyInstance,
  { accounts, settings, log, clock }: HttpDeps,
  show: ShowPage,
): void {
  const limit = createLoginLimit(settings);

  app.get<{ Querystring: { naar?: unknown } }>('/inloggen', (request, reply) => {
    const naar = safeReturnPath(request.query.naar);
    if (request.medewerker !== null) return reply.redirect(naar, 303);
    return show(request, reply, { titel: 'Inloggen', inhoud: (csrf) => loginPage({ csrf, naar }) });
  });

  app.post('/inloggen', { preHandler: app.csrfProtection.bind(app), bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const body = request.body as Readonly<Record<string, unknown>>;
    const gebruikersnaam = text(body['gebruikersnaam']).trim().slice(0, 80);
    const naar = safeReturnPath(body['naar']);
    limit.begin(gebruikersnaam, request.ip);
    const medewerker = await accounts.authenticate(gebruikersnaam, text(body['wachtwoord']).slice(0, 1_000));
    if (medewerker === undefined) {
      log.warn({ request: request.id }, 'login-failed');
      const inhoud = (csrf: string) => loginPage({ csrf, naar, gebruikersnaam, fout: WRONG });
      return show(request, reply, { titel: 'Inloggen', inhoud, status: 401 });
    }
    limit.succeed(gebruikersnaam, request.ip);
    // A new id and a new CSRF secret: whatever was known of the session before is worth nothing now.
    await request.session.regenerate();
    request.session.gebruikersnaam = medewerker.gebruikersnaam;
    request.session.begonnen = clock.now().getTime();
    return reply.redirect(naar, 303);
  });

  app.post(
    '/uitloggen',
    { preHandler: app.csrfProtection.bind(app), bodyLimit: BODY_LIMIT },
    async (request, reply) => {
      await request.session.destroy();
      return reply.redirect('/inloggen', 303);
    },
  );

  app.get('/uitloggen', (_request, reply) => reply.redirect('/taken', 303));
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');
