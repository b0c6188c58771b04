import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from '../http-deps.ts';
import { findPage } from '../pages/find-page.ts';
import type { ShowPage } from '../pages/show-page.ts';
import { requireBeheerder } from '../security/access.ts';
import { shownOrThrow, type InzageOf } from '../security/inzage-of.ts';
import { createNaamVan } from './bestemmingen.ts';

/** Longer than any Message-ID, key or name that a message is known by. */
const LONGEST = 400;

interface Route {
  readonly Querystring: { readonly zoek?: unknown };
}

/** The operators' `trace` as a page. */
export function addFindRoutes(
  app: FastifyInstance,
  deps: Pick<HttpDeps, 'accounts' | 'explainParked'>,
  inzageOf: InzageOf,
  show: ShowPage,
): void {
  const { explainParked: explain } = deps;
  const naamVan = createNaamVan(deps);

  app.get<Route>('/beheer/berichten', { onRequest: requireBeheerder }, async (request, reply) => {
    const asked = request.query.zoek;
    const zoek = typeof asked === 'string' ? asked.trim().slice(0, LONGEST) : '';
    const gevonden = zoek === '' ? undefined : shownOrThrow(await inzageOf(request).berichtenBij(zoek));
    const inhoud = () => findPage({ zoek, gevonden, explain, naamVan });
    return show(request, reply, { titel: 'Bericht zoeken', inhoud });
  });
}
