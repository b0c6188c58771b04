import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isBeyondReopening } from '#domain/inbound-message/aside-reasons.ts';
import { mediaTypeOf } from '#domain/inbound-message/message-file-name.ts';
import type { MessageSummary } from '#application/ports/message-store.ts';
import type { BerichtVerwijzing } from '#application/inzage/bericht-inzage.ts';
import { HttpError, notFound } from '../errors/http-error.ts';
import type { HttpDeps } from '../http-deps.ts';
import { parkedContentPart, SHOWN_BYTES } from '../pages/parked-content-part.ts';
import { parkedDetailPage } from '../pages/parked-detail-page.ts';
import { parkedFormsPart, type ParkedFormsView } from '../pages/parked-forms-part.ts';
import { parkedPage } from '../pages/parked-page.ts';
import { reopenForm } from '../pages/reopen-form.ts';
import type { ShowPage } from '../pages/show-page.ts';
import { requireBeheerder, requireLogin } from '../security/access.ts';
import { medewerkerOf } from '../security/current-medewerker.ts';
import { shownOrThrow, toRefusal, type InzageOf } from '../security/inzage-of.ts';
import { createNaamVan } from './bestemmingen.ts';
import { readHead } from './read-head.ts';
import { requireParkedAct } from './parked-access.ts';
import { readParkedFields, redenOf } from './parked-fields.ts';
import { addUpload, readUpload, UPLOAD_LIMIT, type Upload } from './parked-upload.ts';
import { sendFile } from './send-bestand.ts';

/** As many parked messages as somebody would look through. */
const SHOWN = 200;
const PATH = '/beheer/geparkeerd/:bericht';
/** Fields of a contact fit in less. */
const BODY_LIMIT = 1024 * 1024;

interface Route {
  readonly Params: { readonly bericht: string };
}
type Refused = Pick<ParkedFormsView, 'fout' | 'getypt'>;

/** Messages that could not be read: the list of the operators, and one of them with everything that mends it. */
export async function addParkedRoutes(
  app: FastifyInstance,
  deps: Pick<HttpDeps, 'accounts' | 'explainParked' | 'parkedActs'>,
  inzageOf: InzageOf,
  show: ShowPage,
): Promise<void> {
  const { parkedActs, explainParked } = deps;
  const naamVan = createNaamVan(deps);
  // Whether the message is there and theirs to act on is looked at before the body of the form, as is its token.
  const mayAct = async (request: FastifyRequest<Route>) => void (await getActing(request));
  const guarded = { onRequest: [requireLogin, mayAct], bodyLimit: BODY_LIMIT };

  app.get('/beheer/geparkeerd', { onRequest: requireBeheerder }, async (request, reply) => {
    const page = shownOrThrow(await inzageOf(request).geparkeerd(SHOWN));
    return show(request, reply, { titel: 'Geparkeerde berichten', inhoud: () => parkedPage(page, explainParked) });
  });

  app.get<Route>(PATH, { onRequest: requireLogin }, (request, reply) => showOne(request, reply));

  app.get<Route>(`${PATH}/origineel`, { onRequest: requireLogin }, async (request, reply) =>
    sendFile(reply, shownOrThrow(await inzageOf(request).berichtOrigineel(request.params.bericht))),
  );

  app.get<{ Params: { bericht: string; vervanging: string } }>(
    `${PATH}/vervangingen/:vervanging`,
    { onRequest: requireLogin },
    async (request, reply) => {
      const { bericht, vervanging } = request.params;
      return sendFile(reply, shownOrThrow(await inzageOf(request).berichtVervanging(bericht, vervanging)));
    },
  );

  app.post<Route>(`${PATH}/opnieuw`, guarded, async (request, reply) => {
    const { uuid, door } = await getActing(request);
    return done(request, reply, await parkedActs.retry(uuid, door), 'Het bericht wordt opnieuw gelezen.');
  });

  app.post<Route>(`${PATH}/wegleggen`, guarded, async (request, reply) => {
    const { uuid, door, voorgesteld } = await getActing(request);
    const reden = redenOf(request);
    if (reden === '' && !voorgesteld.wegleggen)
      return showOne(request, reply, { fout: { reden: 'Schrijf waarom het weggelegd kan worden.' } });
    return done(request, reply, await parkedActs.discard(uuid, reden, door), 'Het bericht is weggelegd.');
  });

  app.post<Route>(`${PATH}/heropenen`, guarded, async (request, reply) => {
    const { uuid, door, voorgesteld } = await getActing(request);
    const reden = redenOf(request);
    if (reden === '' && !voorgesteld.heropenen)
      return showOne(request, reply, { fout: { reden: 'Schrijf waarom dit geregistreerd moet worden.' } });
    const outcome = await parkedActs.reopen(uuid, reden, door);
    return done(request, reply, outcome, 'Het bericht is teruggehaald en wordt gelezen.');
  });

  app.post<Route>(`${PATH}/velden`, guarded, async (request, reply) => {
    const { uuid, door } = await getActing(request);
    const { velden, getypt, fout } = readParkedFields(request.body);
    if (fout !== undefined) return showOne(request, reply, { fout, getypt });
    const reden = redenOf(request);
    if ((request.body as { actie?: unknown }).actie !== 'met-de-hand') {
      const outcome = await parkedActs.overrideFields(uuid, velden, { door, reden });
      return done(request, reply, outcome, 'De velden zijn bewaard. Bied het bericht opnieuw aan om ze te gebruiken.');
    }
    const outcome = await parkedActs.registerByHand(uuid, velden, { door, reden, medewerker: door });
    if (outcome.kind === 'nothing-said')
      return showOne(request, reply, { fout: { reden: 'Vul een onderwerp of de tekst in.' }, getypt });
    return done(request, reply, outcome, 'Het bericht wordt geregistreerd met wat u invulde.');
  });

  await app.register(async (scope) => {
    await addUpload(scope);
    const onRequest = [requireLogin, mayAct];
    const options = { onRequest, preHandler: readUpload, bodyLimit: UPLOAD_LIMIT };
    scope.post<Route>(`${PATH}/vervangen`, options, async (request, reply) => {
      const { uuid, door, mediaType } = await getActing(request);
      const { bestand, reden } = request.body as Upload;
      if (bestand === undefined || reden.trim() === '')
        return showOne(request, reply, {
          fout: { reden: 'Kies een bestand dat niet leeg is, en schrijf wat eraan hersteld is.' },
        });
      const { naam, bytes } = bestand;
      const fresh = { bytes, bestandsnaam: naam, mediaType: mediaTypeOf(naam, mediaType) };
      const outcome = await parkedActs.replaceBytes(uuid, fresh, { door, reden: reden.trim() });
      if (outcome.kind === 'same-bytes')
        return showOne(request, reply, { fout: { reden: 'Precies dit bestand wordt al gelezen.' } });
      return done(request, reply, outcome, 'Het bestand is vervangen. Bied het bericht opnieuw aan om het te lezen.');
    });
  });

  async function getActing(request: FastifyRequest<Route>): Promise<BerichtVerwijzing & { readonly door: string }> {
    const found = await inzageOf(request).berichtVerwijzing(request.params.bericht);
    if (found.kind !== 'gevonden') throw toRefusal(found.kind);
    const medewerker = medewerkerOf(request);
    requireParkedAct(found.bericht, medewerker);
    return { ...found.bericht, door: medewerker.gebruikersnaam };
  }

  async function showOne(request: FastifyRequest<Route>, reply: FastifyReply, refused: Refused = {}) {
    const pagina = shownOrThrow(await inzageOf(request).bericht(request.params.bericht));
    const { message } = pagina;
    const bytes = pagina.open === undefined ? undefined : await readHead(await pagina.open(), SHOWN_BYTES);
    const voorstelDoor = voorstelOf(message)?.door;
    const vierOgenDoor = voorstelDoor === undefined ? undefined : naamVan(voorstelDoor);
    const medewerker = medewerkerOf(request).gebruikersnaam;
    const acties = (csrf: string) => {
      const view = { ...refused, message, csrf, medewerker, vierOgenDoor };
      return message.state === 'parked' ? parkedFormsPart(view) : canReopen(message) ? reopenForm(view) : '';
    };
    const inhoud = bytes === undefined ? '' : parkedContentPart(bytes, message);
    return show(request, reply, {
      titel: 'Bericht herstellen',
      status: refused.fout === undefined ? 200 : 422,
      inhoud: (csrf) => parkedDetailPage({ pagina, explain: explainParked, naamVan, inhoud, acties: acties(csrf) }),
    });
  }
}

const canReopen = ({ state, reason }: MessageSummary) => state === 'aside' && !isBeyondReopening(reason?.code);
const voorstelOf = ({ state, herstel }: MessageSummary) =>
  state === 'aside' ? herstel?.heropenVoorstel : herstel?.weggelegdVoorstel;

const CONFLICTS: Readonly<Record<string, string>> = {
  'needs-another': 'Een ander moet dit bevestigen.',
  'not-parked': 'Dit bericht is niet meer geparkeerd: een collega was u voor.',
  'not-aside': 'Dit bericht is niet meer apart: een collega was u voor.',
  'nothing-to-register': 'Van dit bericht is niets meer te registreren.',
};

function done(request: FastifyRequest<Route>, reply: FastifyReply, outcome: { readonly kind: string }, said: string) {
  if (outcome.kind === 'not-found') throw notFound();
  const detail = CONFLICTS[outcome.kind];
  if (detail !== undefined) throw new HttpError(409, 'conflict', 'Niet gelukt', { detail });
  request.session.melding = outcome.kind === 'proposed' ? 'Voorgesteld. Een collega moet dit bevestigen.' : said;
  return reply.redirect(`/beheer/geparkeerd/${request.params.bericht}`, 303);
}
