import type { FastifyInstance, FastifyRequest } from 'fastify';
import { permissionDenied } from '../errors/http-error.ts';
import { toHttpError } from '../errors/to-http-error.ts';
import type { HttpDeps } from '../http-deps.ts';
import { requireBeheerder } from '../security/access.ts';
import { medewerkerOf } from '../security/current-medewerker.ts';
import { requireSameOrigin } from '../security/same-origin.ts';
import { describeBoardAct } from './board-acts.ts';

const BOARD_PATH = '/beheer/wachtrijen';

/** What the board's own page needs beyond ours; it still loads nothing from elsewhere. */
const BOARD_CSP = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'self'",
  "form-action 'none'",
].join('; ');

const ELSEWHERE = /<link[^>]+href="https?:[^>]*>/g;
const isLooking = ({ method }: FastifyRequest) => method === 'GET' || method === 'HEAD';

/** The queue board, for operators: what they change there is in the audit log before it happens. */
export async function addBoard(
  app: FastifyInstance,
  board: NonNullable<HttpDeps['board']>,
  { readAudit }: Pick<HttpDeps, 'readAudit'>,
): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      await requireBeheerder(request, reply);
      requireSameOrigin(request);
      void reply.header('content-security-policy', BOARD_CSP);
      if (!reply.sent && !isLooking(request)) await noteAct(request);
    });
    // Its page asks for a font of Google's; the policy refuses that, and it is not even tried.
    scope.addHook('onSend', async (_request, _reply, payload) =>
      typeof payload === 'string' ? payload.replace(ELSEWHERE, '') : payload,
    );
    await scope.register(board(BOARD_PATH), { prefix: BOARD_PATH });
  });

  async function noteAct(request: FastifyRequest): Promise<void> {
    const { method, params, routeOptions } = request;
    const route = (routeOptions.url ?? '').slice(BOARD_PATH.length);
    const handeling = describeBoardAct({ method, route, params: params as Record<string, string> });
    if (handeling === undefined)
      throw permissionDenied('Dit kan niet op het bord: jobs volgen uit berichten en taken.');
    // The board answers what is thrown here by itself, and knows no failures of ours.
    await readAudit.write({ door: medewerkerOf(request).gebruikersnaam, handeling, objecten: [] }).catch((thrown) => {
      throw toHttpError(thrown);
    });
  }
}
