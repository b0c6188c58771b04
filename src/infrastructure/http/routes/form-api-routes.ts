import type { FastifyInstance, FastifyReply } from 'fastify';
import type { FormFault, FormKanaal, FormOutcome } from '#application/ports/form-intake.ts';
import { boundBodies } from '../bodies/bound-bodies.ts';
import type { BodyPlaces } from '../bodies/body-places.ts';
import { badKeys, HttpError, intakeFull, invalidParams, notFound } from '../errors/http-error.ts';
import type { HttpDeps } from '../http-deps.ts';
import { requireToken } from '../security/tokens.ts';

/** The forms as JSON, for programs with a token that may write (channels/form/README.md). */
export async function addFormApiRoutes(
  app: FastifyInstance,
  { forms, tokens }: Pick<HttpDeps, 'forms' | 'tokens'>,
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
      requireToken(request, tokens, 'schrijven');
      const outcome = await forms.find(request.params.inzending);
      if (outcome === undefined) throw notFound();
      return sendOutcome(outcome, reply, 200);
    });
    return Promise.resolve();
  });

  function addFormRoute(scope: FastifyInstance, kanaal: FormKanaal) {
    // The token is looked at before the body is read.
    const onRequest = (request: Parameters<typeof requireToken>[0], _reply: unknown, done: (error?: Error) => void) => {
      try {
        requireToken(request, tokens, 'schrijven');
        done();
      } catch (thrown) {
        done(thrown as Error);
      }
    };
    scope.post(`/formulieren/${kanaal}`, { bodyLimit: forms.maxBodyBytes, onRequest }, async (request, reply) => {
      const bron = requireToken(request, tokens, 'schrijven');
      const idempotencyKey = toKey(request.headers['idempotency-key']);
      const raw = request.body instanceof Uint8Array ? request.body : new Uint8Array();
      const outcome = await forms.receive({
        kanaal,
        bron,
        raw,
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      });
      return sendOutcome(outcome, reply);
    });
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
