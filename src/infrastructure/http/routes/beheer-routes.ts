import type { FastifyInstance } from 'fastify';
import { notFound } from '../errors/http-error.ts';
import type { HttpDeps } from '../http-deps.ts';
import { overviewPage } from '../pages/overview-page.ts';
import { parkedPage } from '../pages/parked-page.ts';
import type { ShowPage } from '../pages/show-page.ts';
import { requireBeheerder } from '../security/access.ts';
import { noteReading } from '../security/read-audit.ts';
import { sendFile } from './bijlage-routes.ts';

/** As many parked messages as somebody would look through. */
const SHOWN = 200;

/** Pages of the operators. */
export function addBeheerRoutes(app: FastifyInstance, deps: HttpDeps, show: ShowPage): void {
  const { messages, messageCounter, waiting } = deps;

  app.get('/beheer', { onRequest: requireBeheerder }, (_request, reply) => reply.redirect('/beheer/overzicht', 303));

  app.get('/beheer/overzicht', { onRequest: requireBeheerder }, async (request, reply) => {
    const [berichten, wachtrijen] = await Promise.all([
      messageCounter.countByChannel(),
      waiting().catch(() => undefined),
    ]);
    return show(request, reply, { titel: 'Overzicht', inhoud: () => overviewPage({ berichten, wachtrijen }) });
  });

  app.get('/beheer/geparkeerd', { onRequest: requireBeheerder }, async (request, reply) => {
    const parked = await messages.list({ state: 'parked', limit: SHOWN });
    return show(request, reply, { titel: 'Geparkeerde berichten', inhoud: () => parkedPage(parked) });
  });

  app.get<{ Params: { bericht: string } }>(
    '/beheer/geparkeerd/:bericht/origineel',
    { onRequest: requireBeheerder },
    async (request, reply) => {
      const [message] = await messages.find([request.params.bericht], { raw: false });
      if (message?.state !== 'parked') throw notFound();
      noteReading(request, 'bericht bekeken', [{ soort: 'bericht', uuid: message.uuid }]);
      return sendFile(reply, parkedFile(message.uuid, message.mediaType), await messages.openRaw(message.uuid));
    },
  );
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'message/rfc822': 'eml',
  'application/json': 'json',
  'application/pdf': 'pdf',
};

/** A name that says what it is and opens nothing by itself when we do not know. */
export const parkedFile = (uuid: string, mediaType: string) => ({
  bestandsnaam: `bericht-${uuid}.${EXTENSIONS[mediaType] ?? 'bin'}`,
  formaat: mediaType,
});
