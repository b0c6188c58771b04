import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WhatsappWebhook } from '#application/ports/whatsapp-webhook.ts';
import { createBodyReader } from './bounded-body.ts';

/** Bytes of deliveries that are coming in, before their signature can be looked at. */
const TOGETHER = 64 * 1024 * 1024;

/**
 * Meta's Cloud API. The body is taken as bytes: it is signed as such, and nothing looks into it before that is checked.
 * `withinMs`: for one delivery; Meta sends it in well under a second.
 */
export async function addWhatsappRoute(
  app: FastifyInstance,
  webhook: WhatsappWebhook,
  withinMs: number,
): Promise<void> {
  const readBody = createBodyReader({ perBody: webhook.maxBodyBytes, together: TOGETHER, withinMs });
  await app.register((scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request: FastifyRequest, body: IncomingMessage) => readBody(body));
    scope.get('/webhooks/whatsapp', (request, reply) => {
      const { status, body } = webhook.challenge(request.query as Record<string, unknown>);
      return reply.status(status).type('text/plain; charset=utf-8').send(body);
    });
    // No browser reads this answer: the headers that protect browsers would only cost time.
    scope.post('/webhooks/whatsapp', { bodyLimit: webhook.maxBodyBytes, helmet: false }, async (request, reply) => {
      const signature = request.headers['x-hub-signature-256'];
      const raw = request.body instanceof Uint8Array ? request.body : new Uint8Array();
      const { status } = await webhook.receive(raw, typeof signature === 'string' ? signature : undefined);
      return reply.status(status).send();
    });
    return Promise.resolve();
  });
}
