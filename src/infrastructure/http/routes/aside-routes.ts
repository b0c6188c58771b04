import type { FastifyInstance } from 'fastify';
import { VERNIETIGD } from '#domain/inbound-message/aside-reasons.ts';
import type { MessageFilter } from '#application/ports/message-store.ts';
import type { HttpDeps } from '../http-deps.ts';
import { asidePage } from '../pages/aside-page.ts';
import type { ShowPage } from '../pages/show-page.ts';
import { requireBeheerder } from '../security/access.ts';

const PAGE = 100;

interface Route {
  readonly Querystring: { readonly sinds?: unknown; readonly na?: unknown };
}

/** Messages that were not registered: the list of the operators. One of them is shown, and brought back, at its own page. */
export function addAsideRoutes(app: FastifyInstance, { messages, explainParked }: HttpDeps, show: ShowPage): void {
  app.get<Route>('/beheer/apart', { onRequest: requireBeheerder }, async (request, reply) => {
    const after = cursorOf(request.query);
    const found = await messages.list({ state: 'aside', limit: PAGE, ...(after === undefined ? {} : { after }) });
    const last = found.at(-1);
    const ouder =
      last === undefined || found.length < PAGE
        ? undefined
        : `/beheer/apart?sinds=${last.acceptedAt.toISOString()}&na=${last.uuid}`;
    // Of these nothing is left to look at.
    const berichten = found.filter(({ reason }) => reason?.code !== VERNIETIGD);
    const inhoud = () => asidePage({ berichten, explain: explainParked, ouder });
    return show(request, reply, { titel: 'Apart gehouden berichten', inhoud });
  });
}

/** Where the page before ended; anything else is the first page. */
function cursorOf({ sinds, na }: Route['Querystring']): MessageFilter['after'] {
  const acceptedAt = new Date(typeof sinds === 'string' ? sinds : Number.NaN);
  return typeof na !== 'string' || Number.isNaN(acceptedAt.getTime()) ? undefined : { acceptedAt, uuid: na };
}
