import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AccessToken } from '#application/ports/accounts.ts';
import { mayActFor } from '#application/may-act-for.ts';
import type { FormFault, FormKanaal, FormOutcome } from '#application/ports/form-intake.ts';
import { boundBodies } from '../bodies/bound-bodies.ts';
import type { BodyPlaces } from '../bodies/body-places.ts';
import { badKeys, HttpError, intakeFull, invalidParams, notFound, permissionDenied } from '../errors/http-error.ts';
import type { HttpDeps } from '../http-deps.ts';
import { mayNotActFor } from '../security/acting-medewerker.ts';
import { requireToken } from '../security/tokens.ts';

/** The forms as JSON, for programs with a token that may write (channels/form/README.md). */
export async function addFormApiRoutes(
  app: FastifyInstance,
  { forms, tokens, accounts }: Pick<HttpDeps, 'forms' | 'tokens' | 'accounts'>,
  places: BodyPlaces,
): Promise<void> {
  await app.register((scope) => {
    boundBodies(scope, places);
    // As bytes: what was received is what is kept.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'buffer', bodyLimit: forms.maxBodyBytes },
      (_request, body, done) => {
        done(null, body);
      },
    );
    for (const kanaal of forms.kanalen) addFormRoute(scope, kanaal);
    scope.get<{ Params: { inzending: string } }>('/formulieren/inzendingen/:inzending', async (request, reply) => {
      const { naam } = requireToken(request, tokens, 'schrijven');
      const outcome = await forms.find(request.params.inzending, naam);
      if (outcome === undefined) throw notFound();
      return sendOutcome(outcome, reply, 200);
    });
    return Promise.resolve();
  });

  function addFormRoute(scope: FastifyInstance, kanaal: FormKanaal) {
    // The token is looked at before the body is read.
    const onRequest = (request: FastifyRequest, _reply: unknown, done: (error?: Error) => void) => {
      try {
        requireFormToken(request, kanaal);
        done();
      } catch (thrown) {
        done(thrown as Error);
      }
    };
    scope.post(`/formulieren/${kanaal}`, { bodyLimit: forms.maxBodyBytes, onRequest }, async (request, reply) => {
      const token = requireFormToken(request, kanaal);
      const idempotencyKey = toKey(request.headers['idempotency-key']);
      const raw = request.body instanceof Uint8Array ? request.body : new Uint8Array();
      const outcome = await forms.receive({
        kanaal,
        van: { soort: 'programma', naam: token.naam, mayName: (naam) => mayName(token, naam) },
        raw,
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      });
      return sendOutcome(outcome, reply);
    });
  }

  function requireFormToken(request: FastifyRequest, kanaal: FormKanaal): AccessToken {
    const token = requireToken(request, tokens, 'schrijven');
    if (token.kanalen?.includes(kanaal) === false)
      throw permissionDenied('Dit token mag langs deze ingang niets inzenden.');
    return token;
  }

  /** An account that is not there is a fault of the form, and told as one. */
  function mayName(token: AccessToken, gebruikersnaam: string): boolean {
    const found = accounts.find(gebruikersnaam);
    return found === undefined || mayActFor(token, found);
  }
}

function toKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && /^[\w.:-]{1,200}$/.test(header)) return header;
  const reason = 'Gebruik hoogstens 200 letters, cijfers en . _ : -.';
  throw invalidParams([{ name: 'Idempotency-Key', code: 'invalid', reason }]);
}

/** `aside` is 201 with empty lists: the form was accepted, and the rules say that nothing is registered. */
const STATUS = { registered: 201, aside: 201, pending: 202, parked: 202 } as const;
const TOESTAND = {
  registered: 'geregistreerd',
  aside: 'geen-registratie-nodig',
  pending: 'onderweg',
  parked: 'geparkeerd',
} as const;

function sendOutcome(outcome: FormOutcome, reply: FastifyReply, status?: number) {
  if (outcome.kind === 'refused')
    throw hasBadKey(outcome.faults) ? badKeys(outcome.faults) : invalidParams(outcome.faults);
  if (outcome.kind === 'not-allowed') throw mayNotActFor();
  if (outcome.kind === 'full') throw intakeFull();
  if (outcome.kind === 'conflict') {
    throw new HttpError(409, 'conflict', 'Inzending bestaat al', {
      detail: 'Dit inzendingId is eerder gebruikt voor een andere inzending.',
    });
  }
  const { kind, message, klantcontacten, internetaken } = outcome;
  return reply
    .status(status ?? STATUS[kind])
    .header('location', `/formulieren/inzendingen/${message}`)
    .header('cache-control', 'no-store')
    .send({ klantcontacten, internetaken, status: TOESTAND[kind], inzending: message });
}

/** Such bytes are no form with a wrong field in it, but no form (400). */
const hasBadKey = (faults: readonly FormFault[]) =>
  faults.some(({ code }) => code === 'duplicate' || code === 'forbidden');
