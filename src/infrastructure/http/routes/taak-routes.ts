import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Medewerker } from '#domain/actor/medewerker.ts';
import { isSetApart } from '#domain/inbound-message/set-apart.ts';
import { mayView } from '#domain/interne-taak/check-may-handle.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import { defaultKanaal } from '#application/taken/answer-route.ts';
import { HttpError, notFound, permissionDenied, setApart } from '../errors/http-error.ts';
import { wantsJson } from '../errors/wants-json.ts';
import type { HttpDeps } from '../http-deps.ts';
import { taakActionsPart, type ActionsView } from '../pages/taak-actions-part.ts';
import { taakPage } from '../pages/taak-page.ts';
import type { ShowPage } from '../pages/show-page.ts';
import { requireLogin } from '../security/access.ts';
import { actingMedewerker, guards, hasToken } from '../security/acting-medewerker.ts';
import { noteReading } from '../security/read-audit.ts';
import { medewerkerOf } from '../security/current-medewerker.ts';
import { bestemmingenOf, createNaamVan } from './bestemmingen.ts';
import { messageFile, openBytes, sendFile, sendText } from './bijlage-routes.ts';
import { findPreviews } from './picture-preview.ts';
import { createActions, type ActFields } from './taak-action.ts';
import { describeDone, doneOrThrow, type TaakDone } from './taak-outcome.ts';

interface TaakParams {
  readonly nummer: string;
}
type Refused = Pick<ActionsView, 'fout' | 'getypt'>;

/** One task and the acts on it, as a page and as JSON at the same addresses. */
export function addTaakRoutes(app: FastifyInstance, deps: HttpDeps, show: ShowPage): void {
  const { taken, tokens, accounts, contacts, messages, clock } = deps;
  const naamVan = createNaamVan(deps);
  const bestemmingen = bestemmingenOf(deps);

  app.get<{ Params: TaakParams }>('/taken/:nummer', guards(app, tokens, 'lezen'), async (request, reply) => {
    const dossier = await getTaak(request.params.nummer);
    noteReading(request, 'taak bekeken', shownBy(dossier));
    if (hasToken(request)) return reply.send(dossier);
    await requireView(dossier, medewerkerOf(request));
    return wantsJson(request) ? reply.send(dossier) : showTaak(request, reply, dossier);
  });

  const guarded = guards(app, tokens, 'schrijven');
  /** Looked at before the body is read; the act itself looks again, at the task as it is then. */
  const mayAct = async (request: FastifyRequest<{ Params: TaakParams }>) => {
    const dossier = await getTaak(request.params.nummer);
    // For whom a program acts stands in its body.
    if (!hasToken(request)) await requireView(dossier, medewerkerOf(request));
  };
  for (const [actie, act] of Object.entries(createActions(deps.acts))) {
    app.post<{ Params: TaakParams }>(
      `/taken/:nummer/${actie}`,
      { ...guarded, onRequest: [guarded.onRequest, mayAct] },
      async (request, reply) => {
        const medewerker = actingMedewerker(request, accounts);
        const { uuid } = await getTaak(request.params.nummer);
        const fields = (request.body ?? {}) as ActFields;
        try {
          const done = doneOrThrow(await act({ taak: uuid, medewerker, fields }), naamVan);
          return await answerDone(request, reply, done);
        } catch (thrown) {
          if (!(thrown instanceof HttpError) || thrown.statusCode !== 422 || wantsJson(request) || hasToken(request))
            throw thrown;
          // Shown on the page again with what was typed, so that nothing has to be typed twice.
          const fout = { actie, reden: thrown.invalidParams?.[0]?.reason ?? thrown.detail };
          const dossier = await getTaak(request.params.nummer);
          // A field may be wrong before anybody asked whose task it is.
          await requireView(dossier, medewerker);
          return showTaak(request, reply, dossier, { fout, getypt: texts(fields) });
        }
      },
    );
  }

  app.get<{ Params: TaakParams & { bericht: string }; Querystring: { weergave?: unknown } }>(
    '/taken/:nummer/berichten/:bericht',
    { onRequest: requireLogin },
    async (request, reply) => {
      const dossier = await getTaak(request.params.nummer);
      await requireView(dossier, medewerkerOf(request));
      const { bericht } = request.params;
      const [message] = dossier.messages.includes(bericht) ? await messages.find([bericht], { raw: false }) : [];
      if (message === undefined) throw notFound();
      if (isSetApart(message)) throw setApart();
      noteReading(request, 'bericht bekeken', [{ soort: 'bericht', uuid: bericht }]);
      if (request.query.weergave === 'tekst') return sendText(reply, await messages.openRaw(bericht));
      return sendFile(reply, messageFile(bericht, message.mediaType), await messages.openRaw(bericht));
    },
  );

  async function getTaak(nummer: string): Promise<TaakDossier> {
    const dossier = /^[1-9]\d{0,9}$/.test(nummer) ? await taken.findByNummer(nummer) : undefined;
    if (dossier === undefined) throw notFound('Deze taak bestaat niet.');
    return dossier;
  }

  /** Who may see one task of a klantcontact may see the others: they read what became of what they passed on. */
  async function requireView(dossier: TaakDossier, medewerker: Medewerker): Promise<void> {
    if (mayView(dossier, medewerker)) return;
    const contact = dossier.klantcontact === undefined ? undefined : await contacts.find(dossier.klantcontact);
    if (contact?.taken.some((taak) => mayView(taak, medewerker)) === true) return;
    throw permissionDenied('Deze taak is van een andere eenheid.');
  }

  function answerDone(request: FastifyRequest, reply: FastifyReply, done: TaakDone) {
    if (wantsJson(request) || hasToken(request)) return reply.send(done);
    request.session.melding = describeDone(done);
    const stays = done.kind === 'claimed' || done.kind === 'released';
    return reply.redirect(stays ? `/taken/${done.taak.nummer}` : '/taken', 303);
  }

  async function showTaak(request: FastifyRequest, reply: FastifyReply, dossier: TaakDossier, refused: Refused = {}) {
    const medewerker = medewerkerOf(request);
    const [contact, berichten] = await Promise.all([
      dossier.klantcontact === undefined ? undefined : contacts.find(dossier.klantcontact),
      dossier.soort === 'herstel' ? messages.find(dossier.messages, { raw: false }) : [],
    ]);
    const previews = await findPreviews(contact?.bijlagen ?? [], (one) => openBytes(deps, one));
    const mails = await deps.findMails([dossier.uuid, ...(contact?.taken ?? []).map(({ uuid }) => uuid)]);
    const now = clock.now();
    const eenheidNaam = deps.afdelingen.find(({ code }) => code === dossier.eenheid)?.naam ?? dossier.eenheid;
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
    return show(request, reply, {
      titel: `Taak ${dossier.nummer}`,
      status: refused.fout === undefined ? 200 : 422,
      inhoud: (csrf) =>
        taakPage({
          dossier,
          contact,
          previews,
          berichten,
          mails: mails.filter(({ soort }) => soort === 'antwoord'),
          explain: deps.explainParked,
          eenheidNaam,
          naamVan,
          now,
          acties: actions(csrf),
        }),
    });
  }
}

/** A page of a task shows the task and its klantcontact. */
const shownBy = ({ soort, uuid, klantcontact }: TaakDossier) => [
  { soort: soort === 'herstel' ? 'taak' : 'internetaak', uuid },
  ...(klantcontact === undefined ? [] : [{ soort: 'klantcontact', uuid: klantcontact }]),
];

const texts = (fields: ActFields) =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
