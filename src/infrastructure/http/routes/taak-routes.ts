import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { mayView } from '#domain/interne-taak/check-may-handle.ts';
import type { Taakpagina } from '#application/inzage/taakpagina-inzage.ts';
import type { Getoond } from '#application/inzage/getoond.ts';
import { defaultKanaal } from '#application/taken/answer-route.ts';
import { HttpError } from '../errors/http-error.ts';
import { wantsJson } from '../errors/wants-json.ts';
import type { HttpDeps } from '../http-deps.ts';
import { taakActionsPart, type ActionsView } from '../pages/taak-actions-part.ts';
import { taakPage } from '../pages/taak-page.ts';
import type { ShowPage } from '../pages/show-page.ts';
import { requireLogin } from '../security/access.ts';
import { actingMedewerker, guards, hasToken } from '../security/acting-medewerker.ts';
import { medewerkerOf } from '../security/current-medewerker.ts';
import { shownOrThrow, toRefusal, type InzageOf } from '../security/inzage-of.ts';
import { noteNamens } from '../security/read-audit.ts';
import { bestemmingenOf, createNaamVan } from './bestemmingen.ts';
import { findPreviews } from './picture-preview.ts';
import { sendFile, sendText } from './send-bestand.ts';
import { createActions, type ActFields } from './taak-action.ts';
import { describeDone, doneOrThrow, type TaakDone } from './taak-outcome.ts';

interface TaakParams {
  readonly nummer: string;
}
type Refused = Pick<ActionsView, 'fout' | 'getypt'>;
type Deps = Pick<HttpDeps, 'accounts' | 'acts' | 'afdelingen' | 'clock' | 'explainParked' | 'kanalen' | 'tokens'>;

const WORDS = { onbekend: 'Deze taak bestaat niet.', geweigerd: 'Deze taak is van een andere eenheid.' };

/** One task and the acts on it, as a page and as JSON at the same addresses. */
export function addTaakRoutes(app: FastifyInstance, deps: Deps, inzageOf: InzageOf, show: ShowPage): void {
  const { tokens, clock } = deps;
  const naamVan = createNaamVan(deps);
  const bestemmingen = bestemmingenOf(deps);

  app.get<{ Params: TaakParams }>('/taken/:nummer', guards(app, tokens, 'lezen'), async (request, reply) => {
    const { nummer } = request.params;
    if (wantsJson(request) || hasToken(request))
      return reply.send(shownOrThrow(await inzageOf(request).taak(nummer), WORDS));
    return showTaak(request, reply, shownOrThrow(await inzageOf(request).taakpagina(nummer), WORDS));
  });

  const guarded = guards(app, tokens, 'schrijven');
  const findActedOn = async (request: FastifyRequest<{ Params: TaakParams }>) => {
    const found = await inzageOf(request).taakVerwijzing(request.params.nummer);
    if (found.kind !== 'gevonden') throw toRefusal(found.kind, WORDS);
    return found.uuid;
  };
  /** Looked at before the body is read; the act itself looks again, at the task as it is then. */
  const mayAct = async (request: FastifyRequest<{ Params: TaakParams }>) => void (await findActedOn(request));
  for (const [actie, act] of Object.entries(createActions(deps.acts))) {
    app.post<{ Params: TaakParams }>(
      `/taken/:nummer/${actie}`,
      { ...guarded, onRequest: [guarded.onRequest, mayAct] },
      async (request, reply) => {
        const medewerker = actingMedewerker(request, deps);
        if (hasToken(request)) noteNamens(request, medewerker.gebruikersnaam);
        const taak = await findActedOn(request);
        const fields = (request.body ?? {}) as ActFields;
        try {
          const done = doneOrThrow(await act({ taak, medewerker, fields }), naamVan);
          return await answerDone(request, reply, done);
        } catch (thrown) {
          if (!(thrown instanceof HttpError) || thrown.statusCode !== 422 || wantsJson(request) || hasToken(request))
            throw thrown;
          // Shown on the page again with what was typed, so that nothing has to be typed twice.
          const fout = { actie, reden: thrown.invalidParams?.[0]?.reason ?? thrown.detail };
          // A field may be wrong before anybody asked whose task it is.
          const pagina = shownOrThrow(await inzageOf(request).taakpagina(request.params.nummer), WORDS);
          return showTaak(request, reply, pagina, { fout, getypt: texts(fields) });
        }
      },
    );
  }

  app.get<{ Params: TaakParams & { bericht: string }; Querystring: { weergave?: unknown } }>(
    '/taken/:nummer/berichten/:bericht',
    { onRequest: requireLogin },
    async (request, reply) => {
      const { nummer, bericht } = request.params;
      const bestand = shownOrThrow(await inzageOf(request).taakbericht(nummer, bericht), WORDS);
      return request.query.weergave === 'tekst' ? sendText(reply, bestand) : sendFile(reply, bestand);
    },
  );

  async function answerDone(request: FastifyRequest, reply: FastifyReply, done: TaakDone) {
    if (wantsJson(request) || hasToken(request)) {
      const { naHandeling } = inzageOf(request);
      const taak = await naHandeling(done.taak);
      return reply.send(
        'vervolg' in done ? { ...done, taak, vervolg: await naHandeling(done.vervolg) } : { ...done, taak },
      );
    }
    request.session.melding = describeDone(done);
    const stays = done.kind === 'claimed' || done.kind === 'released';
    return reply.redirect(stays ? `/taken/${done.taak.nummer}` : '/taken', 303);
  }

  async function showTaak(
    request: FastifyRequest,
    reply: FastifyReply,
    pagina: Getoond<Taakpagina>,
    refused: Refused = {},
  ) {
    const medewerker = medewerkerOf(request);
    const { dossier, contact } = pagina;
    const previews = await findPreviews(contact?.bijlagen ?? [], (bijlage) => pagina.openBijlage(bijlage));
    const eenheidNaam = (code: string) => deps.afdelingen.find((one) => one.code === code)?.naam ?? code;
    const actions = (csrf: string) =>
      mayView(dossier, medewerker)
        ? taakActionsPart({
            ...refused,
            dossier,
            medewerker,
            csrf,
            bestemmingen: bestemmingen(medewerker),
            kanaal: defaultKanaal(dossier.kanaal, deps.kanalen),
            kanaalnamen: deps.kanalen,
            naamVan,
          })
        : '';
    const view = { pagina, previews, explain: deps.explainParked, eenheidNaam, naamVan, now: clock.now() };
    return show(request, reply, {
      titel: `Taak ${dossier.nummer}`,
      status: refused.fout === undefined ? 200 : 422,
      inhoud: (csrf) => taakPage({ ...view, acties: actions(csrf) }),
    });
  }
}

const texts = (fields: ActFields) =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
