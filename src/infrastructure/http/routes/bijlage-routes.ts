import type { FastifyInstance } from 'fastify';
import { requireLogin } from '../security/access.ts';
import { shownOrThrow, type InzageOf } from '../security/inzage-of.ts';
import { hasTextView } from './safe-content.ts';
import { sendFile, sendPicture, sendText } from './send-bestand.ts';

interface Route {
  readonly Params: { readonly bijlage: string };
  readonly Querystring: { readonly weergave?: unknown };
}

const ELDERS = 'Deze bijlage hoort bij een taak van een andere eenheid.';

/** Documents of citizens. They are files to download; only text and real pictures can be looked at, and nothing in them runs. */
export function addBijlageRoutes(app: FastifyInstance, inzageOf: InzageOf): void {
  app.get<Route>('/bijlagen/:bijlage', { onRequest: requireLogin }, async (request, reply) => {
    const bestand = shownOrThrow(await inzageOf(request).bijlage(request.params.bijlage), { geweigerd: ELDERS });
    const { weergave } = request.query;
    if (weergave === 'beeld') return sendPicture(reply, bestand);
    return weergave === 'tekst' && hasTextView(bestand.formaat) ? sendText(reply, bestand) : sendFile(reply, bestand);
  });
}
