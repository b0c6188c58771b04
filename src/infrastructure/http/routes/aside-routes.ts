import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from '../http-deps.ts';
import { asidePage } from '../pages/aside-page.ts';
import type { ShowPage } from '../pages/show-page.ts';
import { requireBeheerder } from '../security/access.ts';
import { shownOrThrow, type InzageOf } from '../security/inzage-of.ts';

const PAGE = 100;

interface Route {
  readonly Querystring: { readonly sinds?: unknown; readonly na?: unknown };
}

/** Messages that were not registered: the list of the operators. One of them is shown, and brought back, at its own page. */
export function addAsideRoutes(
  app: FastifyInstance,
  { explainParked }: Pick<HttpDeps, 'explainParked'>,
  inzageOf: InzageOf,
  show: ShowPage,
): void {
  app.get<Route>('/beheer/apart', { onRequest: requireBeheerder }, async (request, reply) => {
    const page = shownOrThrow(await inzageOf(request).apart(PAGE, cursorOf(request.query)));
    const inhoud = () => asidePage({ page, explain: explainParked });
    return show(request, reply, { titel: 'Apart gehouden berichten', inhoud });
  });
}

/** Where the page before ended; anything else is the first page. */
function cursorOf({ sinds, na }: Route['Querystring']) {
  const acceptedAt = new Date(typeof sinds === 'string' ? sinds : Number.NaN);
  return typeof na !== 'string' || Number.isNaN(acceptedAt.getTime()) ? undefined : { acceptedAt, uuid: na };
}
