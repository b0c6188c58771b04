import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from '../http-deps.ts';
import { isSecure } from '../http-settings.ts';
import { boundBodies } from '../bodies/bound-bodies.ts';
import type { BodyPlaces } from '../bodies/body-places.ts';
import { createShowPage } from '../pages/show-page.ts';
import { addCurrentMedewerker } from '../security/current-medewerker.ts';
import { requireCsrf } from '../security/csrf.ts';
import { addFormFields } from '../security/form-fields.ts';
import { createInzageOf } from '../security/inzage-of.ts';
import { createLoginCsrf } from '../security/login-csrf.ts';
import { addJsonBodies } from '../security/json-bodies.ts';
import type { MonitoringRight } from '../security/monitoring-right.ts';
import { addRateLimit } from '../security/rate-limits.ts';
import { addSessions } from '../security/session.ts';
import { addAsideRoutes } from './aside-routes.ts';
import { addBeheerRoutes } from './beheer-routes.ts';
import { addBijlageRoutes } from './bijlage-routes.ts';
import { addBoard } from './board-routes.ts';
import { addCounterRoutes } from './counter-routes.ts';
import { addFindRoutes } from './find-routes.ts';
import { addReadyRoute } from './health-routes.ts';
import { addLoginRoutes } from './login-routes.ts';
import { addParkedRoutes } from './parked-routes.ts';
import { addSessionRoutes } from './session-routes.ts';
import { addTaakRoutes } from './taak-routes.ts';
import { addTakenRoutes } from './taken-routes.ts';

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
    await addRateLimit(scope, deps);
    await addFormFields(scope, forms.maxBodyBytes);
    addJsonBodies(scope);
    await addSessions(scope, { sessions, clock, secure: isSecure(settings) });
    addCurrentMedewerker(scope, accounts);
    requireCsrf(scope);
    boundBodies(scope, places);
    const inzageOf = createInzageOf(deps);
    const loginCsrf = createLoginCsrf(settings);
    const show = createShowPage({ gemeente: settings.gemeente, middelen }, (request, reply) =>
      request.medewerker === null ? loginCsrf.tokenFor(request, reply) : reply.generateCsrf(),
    );
    scope.get('/', (request, reply) => reply.redirect(request.medewerker === null ? '/inloggen' : '/taken', 303));
    addReadyRoute(scope, deps, maySee);
    addLoginRoutes(scope, deps, { show, csrf: loginCsrf });
    addSessionRoutes(scope, deps, show);
    addTakenRoutes(scope, deps, inzageOf, show);
    addTaakRoutes(scope, deps, inzageOf, show);
    addBijlageRoutes(scope, inzageOf);
    addCounterRoutes(scope, deps, show);
    addBeheerRoutes(scope, deps, show);
    addFindRoutes(scope, deps, inzageOf, show);
    addAsideRoutes(scope, deps, inzageOf, show);
    await addParkedRoutes(scope, deps, inzageOf, show);
    if (deps.board !== undefined) await addBoard(scope, deps.board, deps);
  });
}
