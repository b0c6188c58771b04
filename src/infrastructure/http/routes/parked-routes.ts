import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isBeyondReopening, VERNIETIGD } from '#domain/inbound-message/aside-reasons.ts';
import { mediaTypeOf } from '#domain/inbound-message/message-file-name.ts';
import { isSetApart } from '#domain/inbound-message/set-apart.ts';
import type { MessageSummary } from '#application/ports/message-store.ts';
import type { ParkedFound } from '#application/ports/parked-store.ts';
import { HttpError, notFound, setApart } from '../errors/http-error.ts';
import type { HttpDeps } from '../http-deps.ts';
import { parkedContentPart, SHOWN_BYTES } from '../pages/parked-content-part.ts';
import { parkedDetailPage } from '../pages/parked-detail-page.ts';
import { parkedFormsPart, type ParkedFormsView } from '../pages/parked-forms-part.ts';
import { parkedPage } from '../pages/parked-page.ts';
import { reopenForm } from '../pages/reopen-form.ts';
import type { ShowPage } from '../pages/show-page.ts';
import { requireBeheerder, requireLogin } from '../security/access.ts';
import { medewerkerOf } from '../security/current-medewerker.ts';
import { noteReading } from '../security/read-audit.ts';
import { createNaamVan } from './bestemmingen.ts';
import { messageFile, sendFile } from './bijlage-routes.ts';
import { readHead } from './read-head.ts';
import { requireParkedAct, requireParkedView } from './parked-access.ts';
import { readParkedFields, redenOf } from './parked-fields.ts';
import { addUpload, readUpload, UPLOAD_LIMIT, type Upload } from './parked-upload.ts';

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
export async function addParkedRoutes(app: FastifyInstance, deps: HttpDeps, show: ShowPage): Promise<void> {
  const { messages, documents, parked, parkedActs, explainParked, traceMessage } = deps;
  const naamVan = createNaamVan(deps);
  // Whether the message is there and theirs to act on is looked at before the body of the form, as is its token.
  const mayAct = async (request: FastifyRequest<Route>) => void (await getActing(request));
  const guarded = { onRequest: [requireLogin, mayAct], bodyLimit: BODY_LIMIT };

  app.get('/beheer/geparkeerd', { onRequest: requireBeheerder }, async (request, reply) => {
    const found = await messages.list({ state: 'parked', limit: SHOWN });
    return show(request, reply, { titel: 'Geparkeerde berichten', inhoud: () => parkedPage(found, explainParked) });
  });

  app.get<Route>(PATH, { onRequest: requireLogin }, async (request, reply) => {
    const found = await getParked(request);
    noteReading(request, 'bericht bekeken', [{ soort: 'bericht', uuid: found.message.uuid }]);
    return showOne(request, reply, found);
  });

  app.get<Route>(`${PATH}/origineel`, { onRequest: requireLogin }, async (request, reply) => {
    const { message } = await getParked(request);
    if (isSetApart(message)) throw setApart();
    noteReading(request, 'bericht bekeken', [{ soort: 'bericht', uuid: message.uuid }]);
    return sendFile(reply, messageFile(message.uuid, message.mediaType), await messages.openRaw(message.uuid));
  });

  app.get<{ Params: { bericht: string; vervanging: string } }>(
    `${PATH}/vervangingen/:vervanging`,
    { onRequest: requireLogin },
    async (request, reply) => {
      const { message } = await getParked(request);
      const one = message.herstel?.vervangingen.find(({ id }) => id === request.params.vervanging);
      if (one === undefined) throw notFound();
      noteReading(request, 'bericht bekeken', [{ soort: 'bericht', uuid: message.uuid }]);
      return sendFile(reply, { bestandsnaam: one.bestandsnaam, formaat: one.mediaType }, documents.open(one.id));
    },
  );

  app.post<Route>(`${PATH}/opnieuw`, guarded, async (request, reply) => {
    const { uuid, door } = await getActing(request);
    return done(request, reply, await parkedActs.retry(uuid, door), 'Het bericht wordt opnieuw gelezen.');
  });

  app.post<Route>(`${PATH}/wegleggen`, guarded, async (request, reply) => {
    const { uuid, door, found } = await getActing(request);
    const reden = redenOf(request);
    if (reden === '' && found.message.herstel?.weggelegdVoorstel === undefined)
      return showOne(request, reply, found, { fout: { reden: 'Schrijf waarom het weggelegd kan worden.' } });
    return done(request, reply, await parkedActs.discard(uuid, reden, door), 'Het bericht is weggelegd.');
  });

  app.post<Route>(`${PATH}/heropenen`, guarded, async (request, reply) => {
    const { uuid, door, found } = await getActing(request);
    const reden = redenOf(request);
    if (reden === '' && found.message.herstel?.heropenVoorstel === undefined)
      return showOne(request, reply, found, { fout: { reden: 'Schrijf waarom dit geregistreerd moet worden.' } });
    const outcome = await parkedActs.reopen(uuid, reden, door);
    return done(request, reply, outcome, 'Het bericht is teruggehaald en wordt gelezen.');
  });

  app.post<Route>(`${PATH}/velden`, guarded, async (request, reply) => {
    const { uuid, door, found } = await getActing(request);
    const { velden, getypt, fout } = readParkedFields(request.body);
    if (fout !== undefined) return showOne(request, reply, found, { fout, getypt });
    const reden = redenOf(request);
    if ((request.body as { actie?: unknown }).actie !== 'met-de-hand') {
      const outcome = await parkedActs.overrideFields(uuid, velden, { door, reden });
      return done(request, reply, outcome, 'De velden zijn bewaard. Bied het bericht opnieuw aan om ze te gebruiken.');
    }
    const outcome = await parkedActs.registerByHand(uuid, velden, { door, reden, medewerker: door });
    if (outcome.kind === 'nothing-said')
      return showOne(request, reply, found, { fout: { reden: 'Vul een onderwerp of de tekst in.' }, getypt });
    return done(request, reply, outcome, 'Het bericht wordt geregistreerd met wat u invulde.');
  });

  await app.register(async (scope) => {
    await addUpload(scope);
    const onRequest = [requireLogin, mayAct];
    const options = { onRequest, preHandler: readUpload, bodyLimit: UPLOAD_LIMIT };
    scope.post<Route>(`${PATH}/vervangen`, options, async (request, reply) => {
      const { uuid, door, found } = await getActing(request);
      const { bestand, reden } = request.body as Upload;
      if (bestand === undefined || reden.trim() === '')
        return showOne(request, reply, found, {
          fout: { reden: 'Kies een bestand dat niet leeg is, en schrijf wat eraan hersteld is.' },
        });
      const { naam, bytes } = bestand;
      const fresh = { bytes, bestandsnaam: naam, mediaType: mediaTypeOf(naam, found.message.mediaType) };
      const outcome = await parkedActs.replaceBytes(uuid, fresh, { door, reden: reden.trim() });
      if (outcome.kind === 'same-bytes')
        return showOne(request, reply, found, { fout: { reden: 'Precies dit bestand wordt al gelezen.' } });
      return done(request, reply, outcome, 'Het bestand is vervangen. Bied het bericht opnieuw aan om het te lezen.');
    });
  });

  async function getParked(request: FastifyRequest<Route>): Promise<ParkedFound> {
    const found = await parked.find(request.params.bericht);
    if (found === undefined || !hasPage(found.message)) throw notFound();
    requireParkedView(found, medewerkerOf(request));
    return found;
  }

  async function getActing(request: FastifyRequest<Route>) {
    const found = await getParked(request);
    const medewerker = medewerkerOf(request);
    requireParkedAct(found, medewerker);
    return { found, uuid: found.message.uuid, door: medewerker.gebruikersnaam };
  }

  async function showOne(request: FastifyRequest, reply: FastifyReply, found: ParkedFound, refused: Refused = {}) {
    const { message } = found;
    const isShown = (message.state === 'parked' || message.state === 'aside') && !isSetApart(message);
    const bytes = isShown ? await readHead(await messages.openRaw(message.uuid), SHOWN_BYTES) : undefined;
    const voorstelDoor = voorstelOf(message)?.door;
    const vierOgenDoor = voorstelDoor === undefined ? undefined : naamVan(voorstelDoor);
    const medewerker = medewerkerOf(request).gebruikersnaam;
    const acties = (csrf: string) => {
      const view = { ...refused, message, csrf, medewerker, vierOgenDoor };
      return message.state === 'parked' ? parkedFormsPart(view) : canReopen(message) ? reopenForm(view) : '';
    };
    const trace = (await traceMessage(message.uuid)).find((one) => one.message.uuid === message.uuid);
    const inhoud = bytes === undefined ? '' : parkedContentPart(bytes, message);
    return show(request, reply, {
      titel: 'Bericht herstellen',
      status: refused.fout === undefined ? 200 : 422,
      inhoud: (csrf) =>
        parkedDetailPage({ found, trace, explain: explainParked, naamVan, inhoud, acties: acties(csrf) }),
    });
  }
}

/** Only what is parked or aside, or once was, has anything to show here. */
const hasPage = ({ state, herstel, reason }: MessageSummary) =>
  reason?.code !== VERNIETIGD && (state === 'parked' || state === 'aside' || herstel !== undefined);
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
