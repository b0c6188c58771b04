import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { LoginOutcome } from '#application/login/log-in.ts';
import type { HttpDeps } from '../http-deps.ts';
import { isSecure } from '../http-settings.ts';
import { loginPage } from '../pages/login-page.ts';
import type { ShowPage } from '../pages/show-page.ts';
import { safeReturnPath } from '../security/access.ts';
import { describeBrowser } from '../security/describe-browser.ts';
import { createDeviceCookie } from '../security/device-cookie.ts';
import { endSession } from '../security/end-session.ts';
import type { LoginCsrf } from '../security/login-csrf.ts';

/** Bytes: anybody may send this form, and it has four short fields. */
const BODY_LIMIT = 16 * 1024;

interface Shown {
  readonly show: ShowPage;
  readonly csrf: LoginCsrf;
}

/** Logging in and out. */
export function addLoginRoutes(app: FastifyInstance, deps: HttpDeps, { show, csrf }: Shown): void {
  const { accounts, login, settings, clock } = deps;
  const device = createDeviceCookie(isSecure(settings));

  app.get<{ Querystring: { naar?: unknown } }>('/inloggen', (request, reply) => {
    const naar = safeReturnPath(request.query.naar);
    if (request.medewerker !== null) return reply.redirect(naar, 303);
    return show(request, reply, { titel: 'Inloggen', inhoud: (token) => loginPage({ csrf: token, naar }) });
  });

  app.post('/inloggen', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
    csrf.require(request);
    const body = request.body as Readonly<Record<string, unknown>>;
    const gebruikersnaam = text(body['gebruikersnaam']).trim().slice(0, 80);
    const wachtwoord = text(body['wachtwoord']).slice(0, 1_000);
    const naar = safeReturnPath(body['naar']);
    const form = { gebruikersnaam, wachtwoord, adres: request.ip, toestellen: device.read(request) };
    const outcome = await login.logIn(form);
    if (outcome.kind !== 'welcome') return refuse(request, reply, outcome, { naar, gebruikersnaam });
    // A new id and a new CSRF secret: whatever was known of the session before is worth nothing now.
    await request.session.regenerate();
    const { session } = request;
    session.gebruikersnaam = outcome.medewerker.gebruikersnaam;
    session.kenmerk = accounts.kenmerk(outcome.medewerker.gebruikersnaam) ?? '';
    session.apparaat = describeBrowser(request.headers['user-agent']);
    session.begonnen = clock.now().getTime();
    device.write(request, reply, outcome.toestel, outcome.toestelWas);
    return reply.redirect(naar, 303);
  });

  // Whose session ended elsewhere has nothing left to guard, and means to be out.
  app.post('/uitloggen', { bodyLimit: BODY_LIMIT }, (request, reply) => endSession(request, reply, deps));

  app.get('/uitloggen', (_request, reply) => reply.redirect('/taken', 303));

  /** The page again with what was typed, but for the password. */
  function refuse(
    request: FastifyRequest,
    reply: FastifyReply,
    outcome: Exclude<LoginOutcome, { kind: 'welcome' }>,
    typed: { readonly naar: string; readonly gebruikersnaam: string },
  ) {
    const { status, fout } = explain(outcome);
    if (outcome.kind !== 'wrong') void reply.header('retry-after', String(outcome.seconds));
    const inhoud = (token: string) => loginPage({ csrf: token, ...typed, fout });
    return show(request, reply, { titel: 'Inloggen', inhoud, status });
  }
}

function explain(outcome: Exclude<LoginOutcome, { kind: 'welcome' }>): { status: number; fout: string } {
  if (outcome.kind === 'wrong')
    return { status: 401, fout: 'Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar.' };
  if (outcome.kind === 'busy')
    return { status: 503, fout: 'Het is nu te druk om in te loggen. Probeer het over enkele seconden opnieuw.' };
  const { seconds } = outcome;
  const wait = seconds > 90 ? `${Math.ceil(seconds / 60)} minuten` : seconds > 30 ? 'een minuut' : 'een halve minuut';
  return { status: 429, fout: `Er zijn te veel pogingen gedaan. Wacht ${wait} en probeer het daarna opnieuw.` };
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');
