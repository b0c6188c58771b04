import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { eenhedenVan } from '#domain/actor/medewerker.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { TaakFilter } from '#application/ports/taak-store.ts';
import { wantsJson } from '../errors/wants-json.ts';
import type { HttpDeps } from '../http-deps.ts';
import { conversationsPart } from '../pages/conversations-part.ts';
import { LIJSTEN, takenPage, type Lijst } from '../pages/taken-page.ts';
import type { ShowPage } from '../pages/show-page.ts';
import { requireLogin } from '../security/access.ts';
import { actingMedewerker, guards, hasToken } from '../security/acting-medewerker.ts';
import { medewerkerOf } from '../security/current-medewerker.ts';
import { noteReading } from '../security/read-audit.ts';
import { createNaamVan } from './bestemmingen.ts';
import { mayReadTaken, programReader, withoutText } from './program-answer.ts';
import { shownBy } from './shown-by.ts';
import { formatCursor, parseCursor } from './taak-cursor.ts';

/** Conversations shown at once. */
const CONVERSATIONS = 12;

interface ListQuery {
  readonly lijst?: unknown;
  readonly eenheid?: unknown;
  readonly na?: unknown;
}

/** The work list, and taking the next task from it. */
export function addTakenRoutes(app: FastifyInstance, deps: HttpDeps, show: ShowPage): void {
  const { taken, acts, tokens, clock } = deps;
  const naamVan = createNaamVan(deps);

  app.get<{ Querystring: ListQuery }>('/taken', guards(app, tokens, 'lezen'), async (request, reply) => {
    const { lijst, eenheid, filter } = readQuery(request, request.query);
    const page = await taken.list(filter);
    const volgende = page.volgende === undefined ? undefined : formatCursor(page.volgende);
    if (wantsJson(request) || hasToken(request)) {
      return reply.send({ taken: page.taken, ...(volgende === undefined ? {} : { volgende }) });
    }
    const gesprekken = await conversations();
    const medewerker = medewerkerOf(request);
    return show(request, reply, {
      titel: 'Taken',
      inhoud: (csrf) =>
        takenPage({
          csrf,
          lijst,
          page,
          eenheden: unitsOf(eenhedenVan(medewerker)),
          eenheid,
          eersteBladzijde: filter.na === undefined,
          volgende,
          gesprekken,
          naamVan,
          now: clock.now(),
        }),
    });
  });

  app.get('/taken/gesprekken', { onRequest: requireLogin }, async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(conversationsPart(await conversations(), clock.now())),
  );

  app.post('/taken/volgende', guards(app, tokens, 'schrijven'), async (request, reply) => {
    const taak = await acts.claimNextTaak(actingMedewerker(request, deps));
    if (hasToken(request)) return answerProgram(request, reply, taak);
    if (wantsJson(request)) return reply.send({ taak: taak ?? null });
    request.session.melding =
      taak === undefined ? 'Er is nu geen taak die op iemand wacht.' : 'U heeft deze taak opgepakt.';
    return reply.redirect(taak === undefined ? '/taken' : `/taken/${taak.nummer}`, 303);
  });

  function answerProgram(request: FastifyRequest, reply: FastifyReply, taak: TaakDossier | undefined) {
    if (taak === undefined) return reply.send({ taak: null });
    const isReadable = mayReadTaken([taak], programReader(request, deps));
    if (isReadable) noteReading(request, 'taak bekeken', shownBy(taak));
    return reply.send({ taak: isReadable ? taak : withoutText(taak) });
  }

  /** Conversations are there to read along; without them the list still is the list. */
  async function conversations() {
    return (await deps.conversations?.(CONVERSATIONS).catch(() => [])) ?? [];
  }

  const unitsOf = (codes: readonly string[] | undefined) =>
    deps.afdelingen.filter(({ code }) => codes === undefined || codes.includes(code));

  function readQuery(request: FastifyRequest, query: ListQuery) {
    const lijst = Object.keys(LIJSTEN).find((one): one is Lijst => one === query.lijst) ?? 'eenheid';
    const medewerker = hasToken(request) ? undefined : medewerkerOf(request);
    const mine = medewerker === undefined ? undefined : eenhedenVan(medewerker);
    const eenheid = unitsOf(mine).find(({ code }) => code === query.eenheid)?.code;
    const eenheden = eenheid === undefined ? mine : [eenheid];
    const na = parseCursor(query.na);
    const filter: TaakFilter = {
      status: lijst === 'afgehandeld' ? 'verwerkt' : 'te_verwerken',
      // One's own tasks are one's own, whichever unit they are with.
      ...(lijst === 'mijn' && medewerker !== undefined ? { behandelaar: medewerker.gebruikersnaam } : {}),
      ...(eenheden === undefined || (lijst === 'mijn' && eenheid === undefined) ? {} : { eenheden }),
      ...(na === undefined ? {} : { na }),
    };
    return { lijst, eenheid, filter };
  }
}
