import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from '../http-deps.ts';
import { overviewPage } from '../pages/overview-page.ts';
import type { ShowPage } from '../pages/show-page.ts';
import { requireBeheerder } from '../security/access.ts';

/** Pages of the operators. */
export function addBeheerRoutes(app: FastifyInstance, deps: HttpDeps, show: ShowPage): void {
  const { messageCounter, waiting } = deps;

  app.get('/beheer', { onRequest: requireBeheerder }, (_request, reply) => reply.redirect('/beheer/overzicht', 303));

  app.get('/beheer/overzicht', { onRequest: requireBeheerder }, async (request, reply) => {
    const [berichten, wachtrijen] = await Promise.all([
      messageCounter.countByChannel(),
      waiting().catch(() => undefined),
    ]);
    return show(request, reply, { titel: 'Overzicht', inhoud: () => overviewPage({ berichten, wachtrijen }) });
  });
}
