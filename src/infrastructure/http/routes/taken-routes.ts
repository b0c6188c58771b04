import type { FastifyInstance, FastifyRequest } from 'fastify';
import { eenhedenVan } from '#domain/actor/medewerker.ts';
import { wantsJson } from '../errors/wants-json.ts';
import type { HttpDeps } from '../http-deps.ts';
import { conversationsPart } from '../pages/conversations-part.ts';
import { LIJSTEN, takenPage, type Lijst } from '../pages/taken-page.ts';
import type { ShowPage } from '../pages/show-page.ts';
import { requireLogin } from '../security/access.ts';
import { actingMedewerker, guards, hasToken } from '../security/acting-medewerker.ts';
import { medewerkerOf } from '../security/current-medewerker.ts';
import { shownOrThrow, type InzageOf } from '../security/inzage-of.ts';
import { noteNamens } from '../security/read-audit.ts';
import { createNaamVan } from './bestemmingen.ts';
import { formatCursor, parseCursor } from './taak-cursor.ts';

interface ListQuery {
  readonly lijst?: unknown;
  readonly eenheid?: unknown;
  readonly na?: unknown;
}

type Deps = Pick<HttpDeps, 'accounts' | 'acts' | 'afdelingen' | 'clock' | 'kanalen' | 'tokens'>;

/** The work list, and taking the next task from it. */
export function addTakenRoutes(app: FastifyInstance, deps: Deps, inzageOf: InzageOf, show: ShowPage): void {
  const { acts, tokens, clock } = deps;
  const naamVan = createNaamVan(deps);

  app.get<{ Querystring: ListQuery }>('/taken', guards(app, tokens, 'lezen'), async (request, reply) => {
    const inzage = inzageOf(request);
    const { lijst, eenheid, vraag } = readQuery(request, request.query);
    const page = await inzage.takenlijst(vraag);
    const volgende = page.volgende === undefined ? undefined : formatCursor(page.volgende);
    if (wantsJson(request) || hasToken(request)) {
      return reply.send({ taken: page.taken, ...(volgende === undefined ? {} : { volgende }) });
    }
    const gesprekken = await inzage.gesprekken();
    const eenheden = unitsOf(eenhedenVan(medewerkerOf(request)));
    return show(request, reply, {
      titel: 'Taken',
      inhoud: (csrf) =>
        takenPage({
          csrf,
          lijst,
          page,
          eenheden,
          eenheid,
          eersteBladzijde: vraag.na === undefined,
          volgende,
          gesprekken: gesprekken.kind === 'getoond' ? gesprekken.inhoud : undefined,
          naamVan,
          now: clock.now(),
        }),
    });
  });

  app.get('/taken/gesprekken', { onRequest: requireLogin }, async (request, reply) => {
    const gesprekken = shownOrThrow(await inzageOf(request).gesprekken({ herhaald: true }));
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(conversationsPart(gesprekken, clock.now()));
  });

  app.post('/taken/volgende', guards(app, tokens, 'schrijven'), async (request, reply) => {
    const medewerker = actingMedewerker(request, deps);
    const taak = await acts.claimNextTaak(medewerker);
    if (wantsJson(request) || hasToken(request)) {
      noteNamens(request, medewerker.gebruikersnaam);
      return reply.send({ taak: taak === undefined ? null : await inzageOf(request).naHandeling(taak) });
    }
    request.session.melding =
      taak === undefined ? 'Er is nu geen taak die op iemand wacht.' : 'U heeft deze taak opgepakt.';
    return reply.redirect(taak === undefined ? '/taken' : `/taken/${taak.nummer}`, 303);
  });

  const unitsOf = (codes: readonly string[] | undefined) =>
    deps.afdelingen.filter(({ code }) => codes === undefined || codes.includes(code));

  function readQuery(request: FastifyRequest, query: ListQuery) {
    const lijst = Object.keys(LIJSTEN).find((one): one is Lijst => one === query.lijst) ?? 'eenheid';
    const mine = hasToken(request) ? undefined : eenhedenVan(medewerkerOf(request));
    const eenheid = unitsOf(mine).find(({ code }) => code === query.eenheid)?.code;
    const na = parseCursor(query.na);
    const status = lijst === 'afgehandeld' ? ('verwerkt' as const) : ('te_verwerken' as const);
    return {
      lijst,
      eenheid,
      vraag: { status, eenheid, vanMij: lijst === 'mijn', ...(na === undefined ? {} : { na }) },
    };
  }
}
