import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Refusals } from '#application/ports/refusals.ts';
import type { WhatsappWebhook } from '#application/ports/whatsapp-webhook.ts';
import { bodyTooLarge } from '../bodies/body-errors.ts';
import { createBodyReader } from '../bodies/bounded-body.ts';
import { declaredLength } from '../bodies/declared-length.ts';
import { addressKey } from '../security/address-key.ts';
import { createSuspects } from '../security/suspects.ts';

/** Bytes of large deliveries that are coming in, before their signature can be looked at. */
const TOGETHER = 64 * 1024 * 1024;
/** Wrong signatures of one address before it gets less room, and for how long: Meta's own are never wrong. */
const WRONG = { most: 20, windowMs: 5 * 60_000 };
const PATH = '/webhooks/whatsapp';

export interface WhatsappRouteDeps {
  readonly webhook: WhatsappWebhook;
  readonly refusals: Refusals;
  /** Milliseconds for one delivery; Meta sends it in well under a second. */
  readonly withinMs: number;
}

/**
 * Meta's Cloud API. The body is taken as bytes: it is signed as such, and nothing looks into it before that is checked.
 * Meta always sends `Content-Type: application/json`; nothing depends on it, since whoever forges a delivery can write
 * that too, and what is signed must not be lost for it.
 */
export async function addWhatsappRoute(app: FastifyInstance, deps: WhatsappRouteDeps): Promise<void> {
  const { webhook, refusals, withinMs } = deps;
  const readBody = createBodyReader({ perBody: webhook.maxBodyBytes, together: TOGETHER, withinMs });
  const suspects = createSuspects(WRONG);
  await app.register((scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (request: FastifyRequest, body: IncomingMessage) => {
      const from = addressKey(request.ip);
      return readBody(body, { from, length: declaredLength(request), isSuspect: suspects.has(from) });
    });
    scope.get(PATH, (request, reply) => {
      const { status, body } = webhook.challenge(request.query as Record<string, unknown>);
      if (status === 403) refusals.note('whatsapp-challenge-refused');
      return reply.status(status).type('text/plain; charset=utf-8').send(body);
    });
    // No browser reads this answer: the headers that protect browsers would only cost time.
    const options = { bodyLimit: webhook.maxBodyBytes, helmet: false, onRequest: refuseAtHead } as const;
    scope.post(PATH, options, async (request, reply) => {
      const raw = request.body instanceof Uint8Array ? request.body : new Uint8Array();
      const { status } = await webhook.receive(raw, signatureOf(request));
      if (status !== 401) return reply.status(status).send();
      suspects.wrong(addressKey(request.ip));
      return refuseSignature(reply);
    });
    return Promise.resolve();
  });

  /** What can be seen without the body. */
  async function refuseAtHead(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if ((declaredLength(request) ?? 0) > webhook.maxBodyBytes) throw bodyTooLarge();
    if (!webhook.mayBeSigned(signatureOf(request))) await refuseSignature(reply);
  }

  function refuseSignature(reply: FastifyReply) {
    refusals.note('whatsapp-signature-refused');
    return reply.status(401).send();
  }
}

function signatureOf({ headers }: FastifyRequest): string | undefined {
  const signature = headers['x-hub-signature-256'];
  return typeof signature === 'string' ? signature : undefined;
}
