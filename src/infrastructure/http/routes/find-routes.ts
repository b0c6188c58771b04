import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from '../http-deps.ts';
import { findPage } from '../pages/find-page.ts';
import type { ShowPage } from '../pages/show-page.ts';
import { requireBeheerder } from '../security/access.ts';
import { noteReading } from '../security/read-audit.ts';
import { createNaamVan } from './bestemmingen.ts';

/** Longer than any Message-ID, key or name that a message is known by. */
const LONGEST = 400;

interface Route {
  readonly Querystring: { readonly zoek?: unknown };
}

/** The operators' `trace` as a page. */
export function addFindRoutes(app: FastifyInstance, deps: HttpDeps, show: ShowPage): void {
  const { traceMessage, explainParked } = deps;
  const naamVan = createNaamVan(deps);

  app.get<Route>('/beheer/berichten', { onRequest: requireBeheerder }, async (request, reply) => {
    const asked = request.query.zoek;
    const zoek = typeof asked === 'string' ? asked.trim().slice(0, LONGEST) : '';
    const gevonden = zoek === '' ? [] : await traceMessage(zoek);
    if (gevonden.length > 0) {
      const shown = gevonden.map(({ message }) => ({ soort: 'bericht', uuid: message.uuid }));
      noteReading(request, 'bericht bekeken', shown);
    }
    const inhoud = () => findPage({ zoek, gevonden, explain: explainParked, naamVan });
    return show(request, reply, { titel: 'Bericht zoeken', inhoud });
  });
}
