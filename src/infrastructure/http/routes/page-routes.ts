import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from '../http-deps.ts';
import { isSecure } from '../http-settings.ts';
import { boundBodies } from '../bodies/bound-bodies.ts';
import type { BodyPlaces } from '../bodies/body-places.ts';
import { createShowPage } from '../pages/show-page.ts';
import { requireBeheerder } from '../security/access.ts';
import { addCurrentMedewerker } from '../security/current-medewerker.ts';
import { requireCsrf } from '../security/csrf.ts';
import { addFormFields } from '../security/form-fields.ts';
import { addJsonBodies } from '../security/json-bodies.ts';
import type { MonitoringRight } from '../security/monitoring-right.ts';
import { addRateLimit } from '../security/rate-limits.ts';
import { requireSameOrigin } from '../security/same-origin.ts';
import { addSessions } from '../security/session.ts';
import { addAsideRoutes } from './aside-routes.ts';
import { addBeheerRoutes } from './beheer-routes.ts';
import { addBijlageRoutes } from './bijlage-routes.ts';
import { addCounterRoutes } from './counter-routes.ts';
import { addFindRoutes } from './find-routes.ts';
import { addReadyRoute } from './health-routes.ts';
import { addLoginRoutes } from './login-routes.ts';
import { addParkedRoutes } from './parked-routes.ts';
import { addTaakRoutes } from './taak-routes.ts';
import { addTakenRoutes } from './taken-routes.ts';

export const BOARD_PATH = '/beheer/wachtrijen';

interface PageParts {
  readonly middelen: { readonly stijl: string; readonly script: string };
  readonly places: BodyPlaces;
  readonly maySee: MonitoringRight;
}

/** Everything with a session: the screens. In a scope of its own, so that webhooks and the API have none of it. */
export async function addPageRoutes(
  app: FastifyInstance,
  deps: HttpDeps,
  { middelen, places, maySee }: PageParts,
): Promise<void> {
  await app.register(async (scope) => {
    const { settings, sessions, clock, accounts, forms } = deps;
    await addRateLimit(scope, settings);
    await addFormFields(scope, forms.maxBodyBytes);
    addJsonBodies(scope);
    await addSessions(scope, { sessions, clock, secure: isSecure(settings) });
    addCurrentMedewerker(scope, accounts);
    requireCsrf(scope);
    boundBodies(scope, places);
    const show = createShowPage({ gemeente: settings.gemeente, middelen });
    scope.get('/', (request, reply) => reply.redirect(request.medewerker === null ? '/inloggen' : '/taken', 303));
    addReadyRoute(scope, deps, maySee);
    addLoginRoutes(scope, deps, show);
    addTakenRoutes(scope, deps, show);
    addTaakRoutes(scope, deps, show);
    addBijlageRoutes(scope, deps);
    addCounterRoutes(scope, deps, show);
    addBeheerRoutes(scope, deps, show);
    addFindRoutes(scope, deps, show);
    addAsideRoutes(scope, deps, show);
    await addParkedRoutes(scope, deps, show);
    if (deps.board !== undefined) await addBoard(scope, deps.board);
  });
}

/** What the board's own page needs beyond ours; it still loads nothing from elsewhere. */
const BOARD_CSP = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'self'",
  "form-action 'none'",
].join('; ');

const ELSEWHERE = /<link[^>]+href="https?:[^>]*>/g;

async function addBoard(app: FastifyInstance, board: NonNullable<HttpDeps['board']>): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      await requireBeheerder(request, reply);
      requireSameOrigin(request);
      void reply.header('content-security-policy', BOARD_CSP);
    });
    // Its page asks for a font of Google's; the policy refuses that, and it is not even tried.
    scope.addHook('onSend', async (_request, _reply, payload) =>
      typeof payload === 'string' ? payload.replace(ELSEWHERE, '') : payload,
    );
    await scope.register(board(BOARD_PATH), { prefix: BOARD_PATH });
  });
}
